package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/**
 * Parts of type, length and value, up to the end: a list of objects with {@code type}, {@code name}
 * and {@code value}. It never fails: a part of an unknown type has its octets for a value; one that
 * does not decode has them as {@code raw}, with the reason as {@code why}.
 */
public final class TlvShape implements Shape {
  /** The name under which the value of a part stands. */
  public static final String VALUE = "value";

  static final String RAW = "raw";
  static final String WHY = "why";
  private static final String TYPE = "type";
  private static final String NAME = "name";

  private final String name;
  private final TlvForm form;
  private final TlvTypes types;

  /**
   * A list under a name, {@code null} for none.
   *
   * @param types what is known of the types
   */
  public TlvShape(String name, TlvForm form, TlvTypes types) {
    this.name = name;
    this.form = form;
    this.types = types;
  }

  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (out == FieldSink.NONE) {
      in.take(in.left());
      return true;
    }
    out.beginList(name);
    while (in.left() > 0) {
      out.begin(null);
      part(in, out);
      out.end();
    }
    out.endList();
    return true;
  }

  private void part(Octets in, FieldSink out) {
    byte[] b = in.array();
    int left = in.left();
    int head = form.head(b, in.at(), left);
    if (head > left || form.length(b, in.at()) > left - head) {
      raw(in, in.at(), head > left ? "its head is cut short" : "longer than what is left", out);
      in.take(left);
      return;
    }
    int type = form.type(b, in.at());
    int length = form.length(b, in.at());
    int from = in.take(head) + head;
    out.number(TYPE, type);
    TlvTypes.Known known = types.get(type);
    Shape shape = types.shape(type);
    if (known != null) {
      out.word(NAME, known.name());
    }
    if (shape == null) {
      out.octets(VALUE, b, in.take(length), length);
      return;
    }
    int before = in.narrow(length);
    if (shape.decodeAll(in, FieldSink.NONE)) {
      in.back(from);
      shape.decode(in, out);
    } else {
      raw(in, from, in.why(), out);
    }
    in.back(from + length);
    in.widen(before);
  }

  private static void raw(Octets in, int from, String why, FieldSink out) {
    out.octets(RAW, in.array(), from, in.end() - from);
    out.word(WHY, why);
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    in.list(name, part -> part.object(null, fields -> encodePart(fields, out)));
  }

  private void encodePart(FieldSource in, ByteSink out) {
    if (!in.has(TYPE) && !in.has(NAME)) {
      out.bytes(in.octets(RAW));
      return;
    }
    int type = type(in);
    int from = form.open(type, out);
    Shape shape = types.shape(type);
    if (in.has(RAW)) {
      out.bytes(in.octets(RAW));
    } else if (shape != null) {
      shape.encode(in, out);
    } else {
      out.bytes(in.octets(VALUE));
    }
    if (!form.close(type, from, out)) {
      throw in.fault("longer than its length can tell");
    }
  }

  private int type(FieldSource in) {
    if (in.has(TYPE)) {
      return (int) in.number(TYPE, form.typeOctets());
    }
    int type = types.typeOf(in.word(NAME));
    if (type < 0) {
      throw in.fault("there is no type " + in.word(NAME));
    }
    return type;
  }
}
