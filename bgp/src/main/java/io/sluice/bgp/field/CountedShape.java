package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/**
 * A shape behind its length, which must be right.
 *
 * @param octets how many the length takes, 1 or 2
 * @param unit bits of what the length counts: 1, 8 for octets, or more of them
 */
record CountedShape(int octets, int unit, Shape inner) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(octets, "length")) {
      return false;
    }
    int length = (int) Octets.unsigned(in.array(), in.take(octets), octets);
    int count = unit * length + 7 >>> 3;
    if (!in.need(count, "what the length tells")) {
      return false;
    }
    int before = in.narrow(count);
    boolean ok = inner.decodeAll(in, out);
    in.widen(before);
    return ok;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    int lengthAt = out.size();
    NumberShape.write(0, octets, out);
    inner.encode(in, out);
    int length = out.size() - lengthAt - octets;
    int counted = 8 * length / unit;
    if (counted >= 1 << 8 * octets) {
      throw in.fault("longer than its length can tell");
    }
    if (octets == 1) {
      out.setU8(lengthAt, counted);
    } else {
      out.setU16(lengthAt, counted);
    }
  }
}
