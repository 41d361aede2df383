package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/**
 * An octet of flags.
 *
 * @param letters as {@link FieldSink#flags} has them
 */
record FlagsShape(String name, String letters) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(1, name)) {
      return false;
    }
    out.flags(name, in.array()[in.take(1)] & 0xff, letters);
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    String text = in.word(name);
    int flags = 0;
    int at = 0;
    for (; at < text.length() && !Character.isDigit(text.charAt(at)); at++) {
      int bit = text.charAt(at) == '.' ? -1 : letters.indexOf(text.charAt(at));
      if (bit < 0) {
        throw in.fault("expected flags out of " + letters);
      }
      flags |= 0x80 >>> bit;
    }
    if (at < text.length()) {
      flags |= rest(text.substring(at), in);
    }
    out.u8(flags);
  }

  private static int rest(String digits, FieldSource in) {
    if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > 255) {
      throw in.fault("expected a number up to 255 behind the letters");
    }
    return Integer.parseInt(digits);
  }
}
