package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/**
 * How a part of a route or an attribute is laid out in octets, for both ways. Shapes are immutable
 * and shared; {@link Shapes} makes them. Decoding goes from the octets straight to a {@link
 * FieldSink}: nothing is created, nothing kept.
 */
public interface Shape {
  /**
   * Reads its octets from the front of a range.
   *
   * @return false when they are malformed: {@link Octets#why} then says why. What was given to the
   *     sink before is incomplete; who cannot take it back decodes to {@link FieldSink#NONE} first.
   */
  boolean decode(Octets in, FieldSink out);

  /**
   * Appends its octets.
   *
   * @throws RuntimeException of the source, when a field is missing or does not fit
   */
  void encode(FieldSource in, ByteSink out);

  /** Reads a whole range, of which nothing may be left. */
  default boolean decodeAll(Octets in, FieldSink out) {
    return decode(in, out) && in.spent();
  }
}
