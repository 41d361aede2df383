package io.sluice.proxy.session;

import io.sluice.bgp.AsciiBuffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Addresses as text. */
final class Addresses {
  private Addresses() {}

  /** An IP address in its text form (RFC 5952); empty when it is not known. */
  static String text(InetSocketAddress address) {
    InetAddress ip = address == null ? null : address.getAddress();
    if (ip == null) {
      return "";
    }
    ByteBuffer octets = ByteBuffer.wrap(ip.getAddress());
    AsciiBuffer text = new AsciiBuffer();
    return octets.remaining() == 4
        ? text.ipv4(octets.getInt()).toString()
        : text.ipv6(octets.getLong(), octets.getLong()).toString();
  }
}
