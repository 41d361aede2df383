package io.sluice.filters;

/** Where a stage keeps its state: the last value of each key survives. */
@FunctionalInterface
public interface Journal {
  /** A journal that keeps nothing: for runs that never resume. */
  Journal NONE = (key, value) -> {};

  /**
   * Writes a record.
   *
   * @param key not changed afterwards
   * @param value not changed afterwards; {@code null} removes the key
   */
  void put(byte[] key, byte[] value);
}
