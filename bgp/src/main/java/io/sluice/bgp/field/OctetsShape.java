package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/**
 * Octets without a closer meaning.
 *
 * @param count how many; -1 for all that are left
 */
record OctetsShape(String name, int count) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    int length = count < 0 ? in.left() : count;
    if (!in.need(length, name)) {
      return false;
    }
    out.octets(name, in.array(), in.take(length), length);
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    byte[] octets = in.octets(name);
    if (count >= 0 && octets.length != count) {
      throw in.fault("expected " + count + " octets");
    }
    out.bytes(octets);
  }
}
