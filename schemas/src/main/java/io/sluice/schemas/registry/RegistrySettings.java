package io.sluice.schemas.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * How a schema registry is reached, by the names that Confluent's own clients give the settings, so
 * that what an organisation has can be pasted. Each name may stand with or without
 * "schema.registry." in front. What is none of ours, as settings of serializers, is left alone.
 */
public final class RegistrySettings {
  /** One or more base URLs, with commas between them. */
  public static final String URL = "schema.registry.url";

  private static final String PREFIX = "schema.registry.";
  private static final String SSL = "ssl.";
  private static final String USER_INFO = "basic.auth.user.info";
  private static final String USER_SOURCE = "basic.auth.credentials.source";
  private static final String TOKEN = "bearer.auth.token";
  private static final String TOKEN_SOURCE = "bearer.auth.credentials.source";
  private static final String AUTO_REGISTER = "auto.register.schemas";
  private static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
  private static final String READ_TIMEOUT = "http.read.timeout.ms";
  private static final Set<String> NAMES =
      Set.of(
          "url",
          USER_INFO,
          USER_SOURCE,
          TOKEN,
          TOKEN_SOURCE,
          AUTO_REGISTER,
          CONNECT_TIMEOUT,
          READ_TIMEOUT);

  private final List<URI> urls = new ArrayList<>();
  private final Map<String, Object> ssl = new HashMap<>();
  private final Set<String> unknown = new TreeSet<>();
  private final String authorization;
  private final String user;
  private final boolean registers;
  private final Duration connectTimeout;
  private final Duration readTimeout;

  private RegistrySettings(Map<String, ?> settings) {
    Map<String, String> ours = new HashMap<>();
    settings.forEach((name, value) -> sort(name, value.toString().strip(), ours));
    String fromUrl = urls(ours.getOrDefault("url", ""));
    String userInfo = userInfo(ours, fromUrl);
    String token = token(ours);
    if (userInfo != null && token != null) {
      throw new IllegalArgumentException(
          "both " + USER_INFO + " and " + TOKEN + " are set: give the registry one of them");
    }
    user = userInfo == null ? "" : userInfo.substring(0, userInfo.indexOf(':'));
    authorization =
        userInfo != null
            ? "Basic "
                + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8))
            : token != null ? "Bearer " + token : null;
    registers = flag(ours.getOrDefault(AUTO_REGISTER, "true"));
    connectTimeout = millis(ours, CONNECT_TIMEOUT, 5_000);
    readTimeout = millis(ours, READ_TIMEOUT, 10_000);
    sslContext();
  }

  /**
   * Reads settings.
   *
   * @param settings by name; {@link #URL} among them
   * @throws IllegalArgumentException if one cannot be; its message names it
   */
  public static RegistrySettings of(Map<String, ?> settings) {
    return new RegistrySettings(settings);
  }

  /** A registry at a URL that asks for nothing else. */
  public static RegistrySettings of(String url) {
    return new RegistrySettings(Map.of(URL, url));
  }

  /** The names that there are, each as it may be written. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>();
    NAMES.forEach(name -> names.add(PREFIX + name));
    NAMES.stream().filter(name -> !name.equals("url")).forEach(names::add);
    SSL_NAMES.forEach(name -> names.add(PREFIX + name));
    return names;
  }

  private void sort(String name, String value, Map<String, String> ours) {
    String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    if (NAMES.contains(bare) && (name.startsWith(PREFIX) || !bare.equals("url"))) {
      ours.put(bare, value);
    } else if (name.startsWith(PREFIX + SSL) && SSL_NAMES.contains(bare)) {
      ssl.put(bare, value);
    } else if (name.startsWith(PREFIX)
        || name.startsWith("basic.auth.")
        || name.startsWith("bearer.auth.")) {
      unknown.add(name);
    }
  }

  private static final Set<String> SSL_NAMES = sslDefinition().names();

  private static ConfigDef sslDefinition() {
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    return definition;
  }

  /** Takes the URLs; returns the user that the first stands for, null for none. */
  private String urls(String text) {
    String userInfo = null;
    for (String one : text.split(",")) {
      String url = one.strip().replaceAll("/+$", "");
      URI uri;
      try {
        uri = URI.create(url);
      } catch (IllegalArgumentException e) {
        throw wrongUrl(url, e);
      }
      if (uri.getHost() == null
          || uri.getScheme() == null
          || !uri.getScheme().toLowerCase(Locale.ROOT).matches("https?")) {
        throw wrongUrl(url, null);
      }
      if (uri.getUserInfo() != null) {
        userInfo = uri.getUserInfo();
        uri = URI.create(url.replace(uri.getRawUserInfo() + "@", ""));
      }
      urls.add(uri);
    }
    return userInfo;
  }

  private static IllegalArgumentException wrongUrl(String url, Exception why) {
    return new IllegalArgumentException(
        "registry URL '" + url + "': give it as http://HOST:PORT or https://HOST:PORT", why);
  }

  private static String userInfo(Map<String, String> ours, String fromUrl) {
    String source = ours.getOrDefault(USER_SOURCE, "");
    String info =
        switch (source) {
          case "", "URL", "USER_INFO" -> {
            String set = ours.get(USER_INFO);
            yield set == null || source.equals("URL") ? fromUrl : set;
          }
          default ->
              throw new IllegalArgumentException(
                  USER_SOURCE + " " + source + ": USER_INFO or URL; other sources are not known");
        };
    if (info != null && info.indexOf(':') < 1) {
      throw new IllegalArgumentException(USER_INFO + ": give it as USER:PASSWORD");
    }
    return info;
  }

  private static String token(Map<String, String> ours) {
    String source = ours.getOrDefault(TOKEN_SOURCE, "STATIC_TOKEN");
    if (!source.equals("STATIC_TOKEN")) {
      throw new IllegalArgumentException(
          TOKEN_SOURCE + " " + source + ": STATIC_TOKEN is the one that is known");
    }
    return ours.get(TOKEN);
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(AUTO_REGISTER + " " + text + ": true or false");
    }
    return text.equals("true");
  }

  private static Duration millis(Map<String, String> ours, String name, long usual) {
    try {
      long millis = Long.parseLong(ours.getOrDefault(name, Long.toString(usual)));
      if (millis > 0) {
        return Duration.ofMillis(millis);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(name + " " + ours.get(name) + ": milliseconds, 1 or more");
  }

  /** Where it is: one URL or several that stand for each other. */
  public List<URI> urls() {
    return List.copyOf(urls);
  }

  /** The header Authorization; null for none. */
  String authorization() {
    return authorization;
  }

  /** Name of the user, for messages; empty for none. */
  String user() {
    return user;
  }

  /** Whether schemas are registered when they are not there, or only looked up. */
  public boolean registers() {
    return registers;
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration readTimeout() {
    return readTimeout;
  }

  /** Whether there is a certificate of this end to show. */
  boolean hasCertificate() {
    return ssl.keySet().stream().anyMatch(name -> name.startsWith("ssl.keystore."));
  }

  /** Names that look like settings of a registry and are none that is known. */
  public Set<String> unknown() {
    return unknown;
  }

  /** The URLs, without passwords. */
  @Override
  public String toString() {
    return String.join(",", urls.stream().map(URI::toString).toList());
  }

  /**
   * What to do TLS with; null for that of the Java platform. Files are read as Kafka reads them.
   */
  SSLContext sslContext() {
    if (ssl.isEmpty()) {
      return null;
    }
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(new AbstractConfig(sslDefinition(), ssl, false).values());
      return "".equals(ssl.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG))
          ? NamelessTls.of(factory, keyPassword())
          : factory.sslContext();
    } catch (ConfigException e) {
      throw new IllegalArgumentException(PREFIX + e.getMessage(), e);
    } catch (KafkaException | GeneralSecurityException e) {
      Throwable why = e;
      while (why.getCause() != null) {
        why = why.getCause();
      }
      throw new IllegalArgumentException(
          PREFIX + "ssl.*: " + e.getMessage() + ": " + why.getMessage(), e);
    }
  }

  private char[] keyPassword() {
    Object password =
        ssl.getOrDefault(
            SslConfigs.SSL_KEY_PASSWORD_CONFIG, ssl.get(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG));
    return password == null ? null : password.toString().toCharArray();
  }
}
