package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.field.FieldSink;
import io.sluice.bgp.field.Octets;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.wire.Bytes;

/** Writes decoded fields as members of an object, or as elements of a list. Reusable. */
final class FieldsJson implements FieldSink {
  private final Octets octets = new Octets();
  private AsciiBuffer out;

  /**
   * Appends what a range of octets decodes to, all of it.
   *
   * @return {@code null}; or why it does not decode: then nothing is appended
   */
  String write(Shape shape, byte[] b, int from, int to, AsciiBuffer buffer) {
    if (!shape.decodeAll(octets.reset(b, from, to), FieldSink.NONE)) {
      return octets.why();
    }
    out = buffer;
    shape.decode(octets.reset(b, from, to), this);
    return null;
  }

  /** Appends a comma where one is wanted, and the name. */
  private AsciiBuffer name(String name) {
    byte before = out.size() == 0 ? (byte) '{' : out.buffer()[out.size() - 1];
    if (before != '{' && before != '[' && before != ':' && before != ',') {
      out.put(',');
    }
    return name == null ? out : out.put('"').put(name).put('"').put(':');
  }

  @Override
  public void number(String name, long value) {
    if (value < 0) {
      name(name).put(Long.toUnsignedString(value));
    } else {
      name(name).number(value);
    }
  }

  @Override
  public void word(String name, String word) {
    JsonText.quoted(word, name(name));
  }

  @Override
  public void flags(String name, int octet, String letters) {
    name(name).put('"');
    int rest = octet;
    for (int i = 0; i < 8; i++) {
      int bit = 0x80 >>> i;
      if ((octet & bit) != 0 && letters.charAt(i) != '.') {
        out.put(letters.charAt(i));
        rest &= ~bit;
      }
    }
    if (rest != 0) {
      out.number(rest);
    }
    out.put('"');
  }

  @Override
  public void flag(String name, boolean value) {
    name(name).put(value ? "true" : "false");
  }

  @Override
  public void decimal(String name, float value) {
    name(name).put(ExtendedCommunityJson.decimal(value));
  }

  @Override
  public void octets(String name, byte[] array, int at, int length) {
    JsonText.hex(array, at, length, name(name));
  }

  @Override
  public void text(String name, byte[] array, int at, int length) {
    JsonText.quoted(array, at, length, name(name));
  }

  @Override
  public void address(String name, byte[] array, int at, int length) {
    DetailText.address(array, at, length, name(name));
  }

  @Override
  public void prefix(String name, byte[] array, int at, int length, int bits, boolean ipv6) {
    name(name).put('"');
    DetailText.address(array, at, length, ipv6, bits, out);
    out.put('/').number(bits).put('"');
  }

  @Override
  public void distinguisher(String name, byte[] array, int at) {
    name(null);
    DetailText.distinguisher(array, at, out);
  }

  @Override
  public void community(String name, byte[] array, int at) {
    ExtendedCommunityJson.community(Bytes.i64(array, at), name(name));
  }

  @Override
  public void isis(String name, byte[] array, int at, int length) {
    name(name).put('"').hex(array, at, 2).put('.').hex(array, at + 2, 2);
    out.put('.').hex(array, at + 4, 2);
    if (length > 6) {
      out.put('.').hex(array, at + 6, 1);
    }
    out.put('"');
  }

  @Override
  public void begin(String name) {
    name(name).put('{');
  }

  @Override
  public void end() {
    out.put('}');
  }

  @Override
  public void beginList(String name) {
    name(name).put('[');
  }

  @Override
  public void endList() {
    out.put(']');
  }
}
