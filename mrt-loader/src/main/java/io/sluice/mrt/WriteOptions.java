package io.sluice.mrt;

import java.time.Duration;

/**
 * How to write an archive.
 *
 * @param format what to write
 * @param compression how to compress it; {@code null}: by the file's name
 * @param full whether JSON lines hold what bgpipe leaves out
 * @param bad whether JSON lines are written of messages that do not decode
 * @param existing what becomes of a file that is there already
 * @param every how long a file takes until the next one is begun; {@code null} or zero: only one
 * @param timeFormat how {@code $TIME} in the name is written, as Go writes its layouts: {@code
 *     20060102.1504}
 * @param table whether a table dump is written of what the messages leave standing, instead of
 *     themselves; of MRT, into files
 */
public record WriteOptions(
    ArchiveFormat format,
    Compression compression,
    boolean full,
    boolean bad,
    Existing existing,
    Duration every,
    String timeFormat,
    boolean table) {

  public WriteOptions {
    if (table && format != ArchiveFormat.MRT) {
      throw new IllegalArgumentException("a table is written as MRT, not as " + format);
    }
  }

  /** What becomes of a file that is there already. */
  public enum Existing {
    /** It is replaced, once the new one is complete. */
    REPLACE,
    /** It is kept, and writing fails. */
    FAIL,
    /** It grows. */
    APPEND
  }

  /** bgpipe's layout of {@code $TIME}. */
  public static final String DEFAULT_TIME_FORMAT = "20060102.1504";

  /** Messages in this format, all else as usual. */
  public static WriteOptions of(ArchiveFormat format) {
    return new WriteOptions(
        format, null, false, false, Existing.REPLACE, null, DEFAULT_TIME_FORMAT, false);
  }

  /** The same with a compression forced. */
  public WriteOptions withCompression(Compression forced) {
    return new WriteOptions(format, forced, full, bad, existing, every, timeFormat, table);
  }

  /** The same with other JSON lines. */
  public WriteOptions withJson(boolean fullLines, boolean badLines) {
    return new WriteOptions(
        format, compression, fullLines, badLines, existing, every, timeFormat, table);
  }

  /** The same with another way to treat files that are there. */
  public WriteOptions withExisting(Existing other) {
    return new WriteOptions(format, compression, full, bad, other, every, timeFormat, table);
  }

  /** The same with a new file every so often. */
  public WriteOptions withEvery(Duration interval, String layout) {
    return new WriteOptions(format, compression, full, bad, existing, interval, layout, table);
  }

  /** The same as a table, or not. */
  public WriteOptions withTable(boolean asTable) {
    return new WriteOptions(format, compression, full, bad, existing, every, timeFormat, asTable);
  }

  /** Whether there is a file for each interval. */
  public boolean rotates() {
    return every != null && !every.isZero();
  }
}
