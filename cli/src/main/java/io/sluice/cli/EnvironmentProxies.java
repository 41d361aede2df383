package io.sluice.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxies of HTTP that the environment names: HTTP_PROXY, HTTPS_PROXY, and NO_PROXY for hosts
 * that are reached without, in either case of letters.
 */
final class EnvironmentProxies extends ProxySelector {
  private static final List<Proxy> NONE = List.of(Proxy.NO_PROXY);
  private static final int HTTP = 80;

  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Makes them those of this process, when there are any. */
  static void install(Map<String, String> environment) {
    EnvironmentProxies proxies = new EnvironmentProxies(environment);
    if (!proxies.named("http").isEmpty() || !proxies.named("https").isEmpty()) {
      ProxySelector.setDefault(proxies);
    }
  }

  @Override
  public List<Proxy> select(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT).replaceFirst("^ws", "http");
    String proxy = named(scheme);
    if (proxy.isEmpty() || uri.getHost() == null || isExcepted(uri.getHost(), uri.getPort())) {
      return NONE;
    }
    URI at = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
    if (at.getHost() == null) {
      throw new OperatorException(
          scheme.toUpperCase(Locale.ROOT) + "_PROXY: '" + proxy + "' is no http://HOST:PORT");
    }
    int port = at.getPort() < 0 ? HTTP : at.getPort();
    return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(at.getHost(), port)));
  }

  private String named(String scheme) {
    return variable(scheme + "_proxy");
  }

  private String variable(String name) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty()
        ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip()
        : value.strip();
  }

  /** The loopback needs no proxy, whatever is said. */
  private boolean isExcepted(String host, int port) {
    String bare = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    if (bare.equals("localhost") || isLoopback(bare)) {
      return true;
    }
    for (String word : variable("no_proxy").toLowerCase(Locale.ROOT).split(",")) {
      String name = word.strip();
      if (name.equals("*") || !name.isEmpty() && matches(bare, port, name)) {
        return true;
      }
    }
    return false;
  }

  /** A name stands for itself and all below it; with a dot in front only for those below. */
  private static boolean matches(String host, int port, String word) {
    String name = word;
    int colon = word.lastIndexOf(':');
    if (colon > 0 && word.indexOf(':') == colon && word.substring(colon + 1).matches("\\d+")) {
      if (Integer.parseInt(word.substring(colon + 1)) != port) {
        return false;
      }
      name = word.substring(0, colon);
    }
    name = name.replaceFirst("^\\*\\.", ".");
    return name.startsWith(".")
        ? host.endsWith(name)
        : host.equals(name) || host.endsWith("." + name);
  }

  private static boolean isLoopback(String host) {
    boolean written = host.matches("[0-9.]+") || host.contains(":");
    try {
      return written && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
    // Whoever asked is told.
  }
}
