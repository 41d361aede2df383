package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;
import java.util.List;

/**
 * A number with names for its values, from 0 on.
 *
 * @param names {@code null} or empty for a value without one: it is a number then
 */
record WordShape(String name, int octets, List<String> names) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(octets, name)) {
      return false;
    }
    long value = Octets.unsigned(in.array(), in.take(octets), octets);
    if (value < names.size() && !names.get((int) value).isEmpty()) {
      out.word(name, names.get((int) value));
    } else {
      out.number(name, value);
    }
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    String word = in.word(name);
    int known = word.isEmpty() ? -1 : names.indexOf(word);
    NumberShape.write(known >= 0 ? known : in.number(name, octets), octets, out);
  }
}
