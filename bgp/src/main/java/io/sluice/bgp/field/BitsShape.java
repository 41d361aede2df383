package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;
import java.util.List;

/**
 * Numbers that share octets, the first in the highest bits.
 *
 * @param names {@code null} for bits to be ignored
 */
record BitsShape(List<String> names, List<Integer> bits) implements Shape {
  private int octets() {
    int all = 0;
    for (int i = 0; i < bits.size(); i++) {
      all += bits.get(i);
    }
    return all / 8;
  }

  @Override
  public boolean decode(Octets in, FieldSink out) {
    int octets = octets();
    if (!in.need(octets, names.get(0))) {
      return false;
    }
    long value = Octets.unsigned(in.array(), in.take(octets), octets);
    int shift = 8 * octets;
    for (int i = 0; i < bits.size(); i++) {
      shift -= bits.get(i);
      if (!names.get(i).isEmpty()) {
        out.number(names.get(i), value >>> shift & (1L << bits.get(i)) - 1);
      }
    }
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    long value = 0;
    for (int i = 0; i < bits.size(); i++) {
      value <<= bits.get(i);
      if (!names.get(i).isEmpty()) {
        long part = in.number(names.get(i), 8);
        if (part >>> bits.get(i) != 0) {
          throw in.fault(names.get(i) + " has " + bits.get(i) + " bits");
        }
        value |= part;
      }
    }
    NumberShape.write(value, octets(), out);
  }
}
