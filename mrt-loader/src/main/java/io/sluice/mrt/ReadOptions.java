package io.sluice.mrt;

import io.sluice.bgp.DecodeContext;

/**
 * How to read an archive.
 *
 * @param format what it holds; {@code null}: told by name and content
 * @param compression how it is compressed; {@code null}: told by content
 * @param context how messages are decoded where the archive does not tell: raw, JSON and ExaBGP
 *     lines. Whether IPv6 next hops were agreed for IPv4 routes (RFC 8950), only BMP tells: where
 *     it is not told, they are taken, for who kept the message took it
 * @param contextToLeft the same for messages to the left, of lines that say so
 * @param tables what becomes of table dumps
 * @param asOnePeer whether the routes of all peers of a table are for one listener, who keeps the
 *     last of each prefix: they then stay in the order of the table, and fewer share a message
 * @param maxRecord the longest record believed, in octets; longer ones are damage
 * @param threads how many threads may decompress bzip2 side by side, 1 or more
 */
public record ReadOptions(
    ArchiveFormat format,
    Compression compression,
    DecodeContext context,
    DecodeContext contextToLeft,
    TableStyle tables,
    boolean asOnePeer,
    int maxRecord,
    int threads) {
  /** As long as bgpipe takes them. */
  public static final int DEFAULT_MAX_RECORD = 1 << 24;

  /** What is usual. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(
          null,
          null,
          DecodeContext.AS4,
          DecodeContext.AS4,
          TableStyle.BGPIPE,
          false,
          DEFAULT_MAX_RECORD,
          Math.min(8, Runtime.getRuntime().availableProcessors()));

  public ReadOptions {
    if (maxRecord < 1 << 16 || maxRecord > 1 << 28) {
      throw new IllegalArgumentException(
          "the longest record is " + maxRecord + " octets, may be 65536 to 268435456");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("needs at least one thread, has " + threads);
    }
    context = context.withIpv6NextHops();
    contextToLeft = contextToLeft.withIpv6NextHops();
  }

  /** The same with a format forced. */
  public ReadOptions withFormat(ArchiveFormat forced) {
    return new ReadOptions(
        forced, compression, context, contextToLeft, tables, asOnePeer, maxRecord, threads);
  }

  /** The same with a compression forced. */
  public ReadOptions withCompression(Compression forced) {
    return new ReadOptions(
        format, forced, context, contextToLeft, tables, asOnePeer, maxRecord, threads);
  }

  /** The same with another context, for both ways. */
  public ReadOptions withContext(DecodeContext other) {
    return withContexts(other, other);
  }

  /** The same with other contexts. */
  public ReadOptions withContexts(DecodeContext toRight, DecodeContext toLeft) {
    return new ReadOptions(
        format, compression, toRight, toLeft, tables, asOnePeer, maxRecord, threads);
  }

  /** The same with table dumps read another way. */
  public ReadOptions withTables(TableStyle style) {
    return new ReadOptions(
        format, compression, context, contextToLeft, style, asOnePeer, maxRecord, threads);
  }

  /** The same with the routes of all peers of a table in the order of the table. */
  public ReadOptions withAllAsOnePeer() {
    return new ReadOptions(
        format, compression, context, contextToLeft, tables, true, maxRecord, threads);
  }

  /** The same with another number of threads. */
  public ReadOptions withThreads(int count) {
    return new ReadOptions(
        format, compression, context, contextToLeft, tables, asOnePeer, maxRecord, count);
  }

  /** The same with another bound for records. */
  public ReadOptions withMaxRecord(int octets) {
    return new ReadOptions(
        format, compression, context, contextToLeft, tables, asOnePeer, octets, threads);
  }
}
