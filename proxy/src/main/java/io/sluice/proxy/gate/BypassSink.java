package io.sluice.proxy.gate;

/** Hears of each message that a gate lets go without a verdict. */
@FunctionalInterface
public interface BypassSink {
  /**
   * One message, in order.
   *
   * @param sequence its number
   * @param record its record
   * @param arrivedNanos when it was admitted
   */
  void bypassed(long sequence, byte[] record, long arrivedNanos);
}
