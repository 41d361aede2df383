package io.sluice.bgp.json;

import java.nio.charset.StandardCharsets;

/** Pieces of JSON that stand in most lines, as octets. */
final class Ascii {
  static final byte[] IPV4_UNICAST = of("IPV4/UNICAST");
  static final byte[] IPV6_UNICAST = of("IPV6/UNICAST");

  private Ascii() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
