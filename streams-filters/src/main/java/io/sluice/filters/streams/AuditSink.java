package io.sluice.filters.streams;

/** Where audit records go. They are on their way when {@link #send} returns, not yet stored. */
public interface AuditSink extends AutoCloseable {

  /**
   * Sends a record; blocks when too many are on their way.
   *
   * @param key session id, UTF-8
   * @param value an encoded AuditRecord
   */
  void send(byte[] key, byte[] value);

  /** Returns once all records sent so far are stored, or have failed. */
  void flush();

  /** How many records have failed, ever. */
  long failures();

  /** The last of those failures; {@code null} when there was none. */
  Exception failure();

  @Override
  void close();
}
