package io.sluice.filters.streams;

/** A verdict on its way to the proxy that asked for it. */
final class Addressed {
  private final int partition;
  private final byte[] value;

  /**
   * @param partition the partition that this proxy reads
   * @param value the encoded verdict; not copied
   */
  Addressed(int partition, byte[] value) {
    this.partition = partition;
    this.value = value;
  }

  int partition() {
    return partition;
  }

  byte[] value() {
    return value;
  }
}
