package io.sluice.mrt.write;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.mrt.ArchiveWriter;
import io.sluice.mrt.Compression;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import io.sluice.mrt.WriteOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes an archive into a file, or into one for each interval of the messages' times. A file
 * begins with its first message, so that none is empty. Time never goes back: a message that comes
 * late stands in the file of its time's successor.
 */
public final class FileWriter implements ArchiveWriter {
  private final NamePattern names;
  private final Encoder encoder;
  private final WriteOptions options;
  private final boolean perTime;
  private WholeFile file;
  private String name;
  private StreamWriter writer;
  private long interval = Long.MIN_VALUE;

  FileWriter(String name, Encoder encoder, WriteOptions options) {
    this.names = NamePattern.of(name, options);
    this.encoder = encoder;
    this.options = options;
    this.perTime = options.rotates();
  }

  private StreamWriter at(long micros) throws IOException {
    long begin = NamePattern.begin(micros, options.every());
    if (writer != null && perTime && begin > interval) {
      goOn(begin);
    }
    if (writer == null) {
      interval = Math.max(interval, begin);
      open(name(interval));
    }
    return writer;
  }

  private void open(String path) throws IOException {
    Compression compression = options.compression();
    if (compression == null) {
      compression = Compression.ofName(path);
    }
    WholeFile opened = WholeFile.create(Path.of(path), options);
    try {
      writer = new StreamWriter(encoder, opened.open(compression));
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
    file = opened;
    name = path;
  }

  private String name(long seconds) {
    return names.at(seconds * 1_000_000L, options.every());
  }

  /** An interval is over: so is its file, unless the next one's has the same name. */
  private void goOn(long begin) throws IOException {
    if (!name(begin).equals(name)) {
      close();
    }
    interval = begin;
  }

  /**
   * Finishes the file of an interval that is over, for whoever has no messages to show it. What
   * comes late for it stands in the next one.
   *
   * @param micros now, microseconds since 1970
   */
  public void tick(long micros) throws IOException {
    long begin = NamePattern.begin(micros, options.every());
    if (writer != null && perTime && begin > interval) {
      goOn(begin);
    }
  }

  @Override
  public BgpError message(Message message) throws IOException {
    return at(message.timeMicros()).message(message);
  }

  @Override
  public void state(PeerIdentity peer, StateChange change, long timeMicros) throws IOException {
    at(timeMicros).state(peer, change, timeMicros);
  }

  /**
   * Writes records that were made elsewhere, in the format of this file.
   *
   * @param timeMicros when the first of them happened, microseconds since 1970
   */
  public void records(byte[] octets, int from, int length, long timeMicros) throws IOException {
    at(timeMicros).records(octets, from, length);
  }

  /**
   * Gives up: what was written stays under the name of a file that is not complete, if it had such
   * a name.
   */
  public void abandon() throws IOException {
    if (writer != null) {
      StreamWriter closing = writer;
      writer = null;
      try (WholeFile abandoned = file) {
        closing.abandon();
      }
    }
  }

  @Override
  public void flush() throws IOException {
    if (writer != null) {
      writer.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      StreamWriter closing = writer;
      writer = null;
      try (WholeFile whole = file) {
        closing.close();
        whole.finish();
      }
    }
  }
}
