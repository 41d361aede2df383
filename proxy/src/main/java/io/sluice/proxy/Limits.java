package io.sluice.proxy;

import java.time.Duration;

/**
 * What bounds a proxy. The window of a session is {@code min(bytesPerSession, bytesInAll /
 * sessions)}, so that no session takes another's share.
 *
 * @param bytesPerSession most octets of records that wait for a session: for verdicts, for the
 *     topic, or for a slow receiver
 * @param bytesInAll the same for all sessions together
 * @param spoolBytes most octets on disk while Kafka is away; full means that sockets are not read
 * @param openTimeout how long a connection may be without an OPEN, or without its counterpart
 * @param sendHoldTime how long a receiver may take nothing (RFC 9687), at least; twice the hold
 *     time if that is more
 * @param drainTime how long what stands before the end of a session may wait for its verdicts
 * @param publishTimeout how long a record may wait for Kafka before all go to disk
 * @param queuedConnections most connections of one end that wait while their predecessor ends
 */
public record Limits(
    long bytesPerSession,
    long bytesInAll,
    long spoolBytes,
    Duration openTimeout,
    Duration sendHoldTime,
    Duration drainTime,
    Duration publishTimeout,
    int queuedConnections) {

  /** The least window a session can work with: a few of the longest messages each way. */
  public static final long LEAST_WINDOW = 256 << 10;

  public Limits {
    if (bytesPerSession < LEAST_WINDOW || bytesInAll < bytesPerSession) {
      throw new IllegalArgumentException(
          "bytesPerSession "
              + bytesPerSession
              + ", bytesInAll "
              + bytesInAll
              + ": at least "
              + LEAST_WINDOW
              + ", then at least as much");
    }
    if (spoolBytes < bytesPerSession) {
      throw new IllegalArgumentException(
          "spoolBytes " + spoolBytes + ": at least bytesPerSession is wanted");
    }
    if (queuedConnections < 0) {
      throw new IllegalArgumentException("queuedConnections " + queuedConnections + " is negative");
    }
  }

  /** 4 MiB a session, 128 MiB in all, 4 GiB on disk, four minutes for an OPEN. */
  public static Limits defaults() {
    return new Limits(
        4 << 20,
        128 << 20,
        4L << 30,
        Duration.ofMinutes(4),
        Duration.ofMinutes(8),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        4);
  }

  /** With other windows, octets. */
  public Limits withBytes(long perSession, long inAll) {
    return new Limits(
        perSession,
        inAll,
        spoolBytes,
        openTimeout,
        sendHoldTime,
        drainTime,
        publishTimeout,
        queuedConnections);
  }

  /** With another size of the spool, octets. */
  public Limits withSpoolBytes(long bytes) {
    return new Limits(
        bytesPerSession,
        bytesInAll,
        bytes,
        openTimeout,
        sendHoldTime,
        drainTime,
        publishTimeout,
        queuedConnections);
  }

  /** With another time for the OPEN. */
  public Limits withOpenTimeout(Duration timeout) {
    return new Limits(
        bytesPerSession,
        bytesInAll,
        spoolBytes,
        timeout,
        sendHoldTime,
        drainTime,
        publishTimeout,
        queuedConnections);
  }

  /** The window of each of so many sessions, octets. */
  long window(int sessions) {
    return Math.min(bytesPerSession, bytesInAll / Math.max(1, sessions));
  }
}
