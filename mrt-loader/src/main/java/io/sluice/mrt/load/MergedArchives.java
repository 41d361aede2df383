package io.sluice.mrt.load;

import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.ArchiveReader.Kind;
import io.sluice.mrt.Archives;
import io.sluice.mrt.Damage;
import io.sluice.mrt.ReadOptions;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Several archives as one, in order of time. The order of the records of one archive is never
 * changed: where times go back in it, as in table dumps, its records count as being as late as the
 * latest before them. What has the same time comes in the order of the archives. So the same
 * archives always give the same records in the same order. An archive that is cut or damaged inside
 * of its compression ends there, with damage; one that cannot be read to its end ends all. For one
 * thread.
 */
final class MergedArchives implements Closeable {
  private final ReadOptions options;
  private final AtomicLong octets = new AtomicLong();

  /** Archives whose first record is known, not opened yet, the earliest last. */
  private final List<Source> waiting = new ArrayList<>();

  private final PriorityQueue<Source> open =
      new PriorityQueue<>(
          Comparator.<Source>comparingLong(s -> s.time).thenComparing(s -> s.index));

  private Source current;

  /** One of the archives. */
  private static final class Source {
    private final LoadInput input;
    private final int index;
    private CountingStream octets;
    private ArchiveReader reader;
    private Kind kind;
    private Damage end;
    private long time = Long.MIN_VALUE;

    Source(LoadInput input, int index) {
      this.input = input;
      this.index = index;
    }

    boolean advance() throws IOException {
      try {
        kind = end == null ? reader.next() : null;
      } catch (IOException e) {
        if (octets.broken()) {
          throw new IOException(input.name() + ": " + e.getMessage(), e);
        }
        end = new Damage(reader.offset(), 0, null, e.getMessage());
        kind = Kind.DAMAGE;
      }
      if (kind == null) {
        reader.close();
        return false;
      }
      if (kind != Kind.DAMAGE && reader.timed()) {
        time = Math.max(time, reader.timeMicros());
      }
      return true;
    }
  }

  /**
   * Looks at the first record of each archive.
   *
   * @throws IOException if one cannot be read, or its format is not told
   */
  MergedArchives(List<LoadInput> inputs, ReadOptions options) throws IOException {
    this.options = options;
    for (int i = 0; i < inputs.size(); i++) {
      Source source = new Source(inputs.get(i), i);
      // A single one is not merged with anything: there is no need to look twice.
      if (inputs.size() == 1 || peek(source)) {
        waiting.add(source);
      }
    }
    waiting.sort(
        Comparator.<Source>comparingLong(s -> s.time).thenComparing(s -> s.index).reversed());
  }

  private boolean peek(Source source) throws IOException {
    open(source, new AtomicLong());
    try {
      return source.advance();
    } finally {
      source.reader.close();
    }
  }

  private void open(Source source, AtomicLong count) throws IOException {
    try {
      source.end = null;
      source.octets = new CountingStream(source.input.open(), count);
      source.reader = Archives.open(source.octets, source.input.fileName(), options);
    } catch (IOException e) {
      throw new IOException(source.input.name() + ": " + e.getMessage(), e);
    }
  }

  /** Goes to the next record; {@code null} when there is none. */
  Kind next() throws IOException {
    if (current != null && current.advance()) {
      open.add(current);
    }
    current = null;
    while (!waiting.isEmpty()
        && (open.isEmpty() || waiting.get(waiting.size() - 1).time <= open.peek().time)) {
      Source source = waiting.remove(waiting.size() - 1);
      open(source, octets);
      source.time = Long.MIN_VALUE;
      if (source.advance()) {
        open.add(source);
      }
    }
    current = open.poll();
    return current == null ? null : current.kind;
  }

  /** The archive of the current record. */
  ArchiveReader reader() {
    return current.reader;
  }

  /** What was lost, of a current record that is damage. */
  Damage damage() {
    return current.end == null ? current.reader.damage() : current.end;
  }

  /** Name of the archive of the current record. */
  String name() {
    return current.input.name();
  }

  /** Octets of archives read so far, compressed as they are. */
  long octets() {
    return octets.get();
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      open.add(current);
    }
    for (Source source : open) {
      source.reader.close();
    }
  }
}
