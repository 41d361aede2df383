package io.sluice.proxy.gate;

/** Where a gate lets messages go. */
public interface GateOutput {
  /**
   * A message that leaves, with the bytes that came in.
   *
   * @param buffer holds it
   * @param offset where it begins
   * @param length its octets, header included
   */
  void pass(byte[] buffer, int offset, int length);

  /** A message that leaves in the place of another. */
  void replacement(byte[] message);

  /** A verdict ends the session with this NOTIFICATION; nothing leaves behind it. */
  void close(byte[] notification);
}
