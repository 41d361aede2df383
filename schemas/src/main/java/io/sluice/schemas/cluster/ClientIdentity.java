package io.sluice.schemas.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** Who a client is to the brokers, as far as its settings tell. */
final class ClientIdentity {
  private static final Pattern USER = Pattern.compile("\\busername\\s*=\\s*\"?([^\"\\s;]+)");

  private ClientIdentity() {}

  /** The principal, such as "User:edge" or "User:CN=edge"; with a placeholder when unknown. */
  static String principal(Map<String, ?> client) {
    String protocol = text(client, "security.protocol");
    if (protocol.startsWith("SASL")) {
      String user = user(client);
      return user.isEmpty() ? "User:NAME" : "User:" + user;
    }
    if (protocol.equals("SSL")) {
      return "User:" + subject(client);
    }
    return "User:ANONYMOUS";
  }

  /** The name that a client logs in with; empty when its settings do not tell. */
  static String user(Map<String, ?> client) {
    Matcher m = USER.matcher(text(client, SaslConfigs.SASL_JAAS_CONFIG));
    return m.find() ? m.group(1) : "";
  }

  static String text(Map<String, ?> client, String key) {
    Object value = client.get(key);
    return value == null ? "" : value.toString();
  }

  private static String subject(Map<String, ?> client) {
    String file = text(client, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
    String type = text(client, SslConfigs.SSL_KEYSTORE_TYPE_CONFIG);
    if (file.isEmpty()) {
      return "ANONYMOUS";
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      KeyStore store = KeyStore.getInstance(type.isEmpty() ? KeyStore.getDefaultType() : type);
      store.load(in, text(client, SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG).toCharArray());
      for (Enumeration<String> names = store.aliases(); names.hasMoreElements(); ) {
        Certificate certificate = store.getCertificate(names.nextElement());
        if (certificate instanceof X509Certificate x) {
          return x.getSubjectX500Principal().getName();
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      // Only for a message: a placeholder does.
    }
    return "CN=NAME";
  }
}
