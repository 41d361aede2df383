package io.sluice.proxy.publish;

import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on disk, in order, for the time that Kafka is away: a folder of segments that are only
 * appended to. An entry is its length, the CRC-32C of the rest, and the rest, so that a tail torn
 * by a crash is seen. The rest is topic, partition, time and length of the key; the span, where the
 * topic has {@link #TRACED} set; the key; the value.
 *
 * <p>Each batch is written through to the operating system before it counts as spooled: it survives
 * the death of the process. It is forced to the disk once a second ({@link #force}): the loss of
 * power may cost the last second. Thread safe.
 */
final class Spool implements AutoCloseable {
  /** Octets of an entry before its key: topic, partition, time, length of the key. */
  static final int HEAD = 1 + 4 + 8 + 4;

  /** What the octet of the topic has on top when a span follows. */
  static final int TRACED = 0x80;

  /** Octets of a span: those of its trace, its own, flags. */
  static final int SPAN = 16 + 8 + 1;

  /** The longest entry that can be right. */
  static final int MAX_ENTRY = 1 << 20;

  private static final Logger log = LoggerFactory.getLogger(Spool.class);
  private static final String PREFIX = "spool-";
  private static final String SUFFIX = ".segment";
  private static final int SEGMENT = 16 << 20;
  private static final int BUFFER = 256 << 10;

  private final Path dir;
  private final long maxBytes;
  private final FileChannel lockChannel;
  private final FileLock lock;
  private final TreeMap<Long, Path> sealed = new TreeMap<>();

  /** How many records a sealed segment has, where that is known. */
  private final Map<Path, Long> counts = new HashMap<>();

  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final CRC32C crc = new CRC32C();
  private long nextNumber = 1;
  private FileChannel current;
  private long currentNumber;
  private long currentBytes;
  private long currentRecords;
  private long sealedBytes;
  private boolean dirty;

  /**
   * Opens a folder, which is made if need be.
   *
   * @param maxBytes most octets of all segments together
   * @throws UncheckedIOException if it cannot be had, or is another process's
   */
  Spool(Path dir, long maxBytes) {
    this.dir = dir;
    this.maxBytes = maxBytes;
    try {
      Files.createDirectories(dir);
      lockChannel =
          FileChannel.open(
              dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = lock();
      try (Stream<Path> files = Files.list(dir)) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
            String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
            sealed.put(Long.parseLong(digits), file);
            sealedBytes += Files.size(file);
          }
        }
      }
    } catch (IOException | NumberFormatException e) {
      throw new UncheckedIOException(
          "cannot use " + dir + " as spool: " + e.getMessage(),
          e instanceof IOException io ? io : new IOException(e));
    }
    nextNumber = sealed.isEmpty() ? 1 : sealed.lastKey() + 1;
  }

  private FileLock lock() throws IOException {
    FileLock got = null;
    try {
      got = lockChannel.tryLock();
    } catch (OverlappingFileLockException e) {
      // The same answer as below: this process holds it.
    }
    if (got == null) {
      lockChannel.close();
      throw new IOException("another proxy uses it; give each its own folder");
    }
    return got;
  }

  /** Whether a record of this size still fits. */
  synchronized boolean fits(long octets) {
    return sealedBytes + currentBytes + octets <= maxBytes;
  }

  /** Appends a record; {@link #flush} writes it. */
  synchronized void append(SpoolEntry entry) throws IOException {
    byte[] key = entry.key();
    byte[] value = entry.value();
    SpanContext trace = entry.trace();
    int length = HEAD + (trace == null ? 0 : SPAN) + key.length + value.length;
    if (current == null) {
      currentNumber = nextNumber++;
      current =
          FileChannel.open(
              path(currentNumber), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
    if (buffer.remaining() < 8 + length) {
      flush();
    }
    int start = buffer.position();
    buffer.putInt(length).putInt(0);
    buffer.put((byte) (entry.topic().ordinal() | (trace == null ? 0 : TRACED)));
    buffer.putInt(entry.partition()).putLong(entry.timeMillis()).putInt(key.length);
    if (trace != null) {
      buffer.put(trace.getTraceIdBytes()).put(trace.getSpanIdBytes());
      buffer.put(trace.getTraceFlags().asByte());
    }
    buffer.put(key).put(value);
    crc.reset();
    // Of the copy: the disposition of a record may change while it is written.
    crc.update(buffer.array(), start + 8, length);
    buffer.putInt(start + 4, (int) crc.getValue());
    currentBytes += 8L + length;
    currentRecords += entry.isNote() ? 0 : 1;
  }

  /** Hands what was appended to the operating system. */
  synchronized void flush() throws IOException {
    buffer.flip();
    try {
      while (buffer.hasRemaining()) {
        current.write(buffer);
        dirty = true;
      }
    } finally {
      buffer.compact();
    }
    if (currentBytes >= SEGMENT) {
      seal();
    }
  }

  /** Forces what was written to the disk. */
  synchronized void force() throws IOException {
    if (dirty && current != null) {
      current.force(false);
      dirty = false;
    }
  }

  /** Ends the segment that is written to; false when there is none. */
  synchronized boolean seal() throws IOException {
    if (current == null) {
      return false;
    }
    force();
    current.close();
    current = null;
    sealed.put(currentNumber, path(currentNumber));
    counts.put(path(currentNumber), currentRecords);
    sealedBytes += currentBytes;
    currentBytes = 0;
    currentRecords = 0;
    return true;
  }

  /** The segments that are no longer written to, the oldest first. */
  synchronized List<Path> sealed() {
    return new ArrayList<>(sealed.values());
  }

  /** Whether it holds nothing. */
  synchronized boolean isEmpty() {
    return sealed.isEmpty() && current == null;
  }

  /** Says how many records a segment has that an earlier process wrote. */
  synchronized void counted(Path segment, long records) {
    counts.putIfAbsent(segment, records);
  }

  /** Records on disk, without those of segments that were not {@link #counted} yet. */
  synchronized long records() {
    return currentRecords + counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Octets on disk. */
  synchronized long bytes() {
    return sealedBytes + currentBytes;
  }

  /** Deletes a sealed segment, whose records are in their topics. */
  synchronized void delete(Path segment) throws IOException {
    sealed.values().remove(segment);
    counts.remove(segment);
    sealedBytes -= Files.size(segment);
    Files.delete(segment);
  }

  /** Puts a damaged segment aside, where it is not read again, for the operator to look at. */
  synchronized void putAside(Path segment) throws IOException {
    sealed.values().remove(segment);
    counts.remove(segment);
    sealedBytes -= Files.size(segment);
    Path aside = segment.resolveSibling(segment.getFileName() + ".damaged");
    Files.move(segment, aside);
    log.error("{} is damaged and was put aside as {}", segment, aside);
  }

  private Path path(long number) {
    return dir.resolve(String.format("%s%016d%s", PREFIX, number, SUFFIX));
  }

  @Override
  public synchronized void close() {
    try {
      seal();
      lock.release();
      lockChannel.close();
    } catch (IOException e) {
      log.error("closing the spool {}: {}", dir, e.toString());
    }
  }
}
