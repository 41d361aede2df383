package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * An address as it is written: 192.0.2.1, 192.0.2.1:1790, 2001:db8::1, [2001:db8::1]:1790,
 * router.example:1790, or :1790.
 *
 * @param host the host; empty for every address of the machine
 * @param port the port; -1 when none is written
 */
public record HostPort(String host, int port) {
  /** The port of BGP (RFC 4271 section 8.2.1). */
  public static final int BGP = 179;

  /**
   * Takes an address apart.
   *
   * @throws OperatorException if it is none
   */
  public static HostPort parse(String text) {
    String host = text;
    String port = "";
    int colon = text.lastIndexOf(':');
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0 || end + 1 < text.length() && text.charAt(end + 1) != ':') {
        throw new OperatorException("'" + text + "' is no address: write [IPv6]:PORT");
      }
      host = text.substring(1, end);
      port = end + 1 < text.length() ? text.substring(end + 2) : "";
    } else if (colon >= 0 && text.indexOf(':') == colon) {
      host = text.substring(0, colon);
      port = text.substring(colon + 1);
    }
    if (host.isEmpty() && port.isEmpty() || text.endsWith(":") && !host.contains(":")) {
      throw new OperatorException("'" + text + "' is no address: write HOST or HOST:PORT");
    }
    if (host.contains(":") && !isIp(host) || host.contains(" ")) {
      throw new OperatorException("'" + text + "' is no address: write HOST, IPv6 or [IPv6]:PORT");
    }
    return new HostPort(host, port.isEmpty() ? -1 : port(text, port));
  }

  private static int port(String text, String digits) {
    try {
      int port = Integer.parseInt(digits);
      if (port >= 0 && port <= 65_535 && Character.isDigit(digits.charAt(0))) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new OperatorException("'" + text + "': " + digits + " is no port (0 to 65535)");
  }

  /** Whether a text is an IP address, written as such. */
  public static boolean isIp(String text) {
    if (text.indexOf(':') >= 0) {
      return text.matches("[0-9a-fA-F:.]+(%[\\w.-]+)?") && resolves(text);
    }
    return text.matches("\\d{1,3}(\\.\\d{1,3}){3}") && resolves(text);
  }

  private static boolean resolves(String ip) {
    try {
      InetAddress.getByName(ip);
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The port, or another when none is written. */
  public int portOr(int other) {
    return port < 0 ? other : port;
  }

  /**
   * The socket address; a name is looked up.
   *
   * @throws OperatorException if the name is unknown
   */
  public InetSocketAddress resolve(int defaultPort) {
    int p = portOr(defaultPort);
    if (host.isEmpty()) {
      return new InetSocketAddress(p);
    }
    InetSocketAddress address = new InetSocketAddress(host, p);
    if (address.isUnresolved()) {
      throw new OperatorException("the name '" + host + "' has no address");
    }
    return address;
  }

  /** As it is written, with a port. */
  public String withPort(int defaultPort) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + portOr(defaultPort);
  }
}
