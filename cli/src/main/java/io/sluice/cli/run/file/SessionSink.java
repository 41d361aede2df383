package io.sluice.cli.run.file;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.cli.Console;
import io.sluice.cli.OperatorException;
import io.sluice.cli.ReadingOptions;
import io.sluice.cli.pipeline.SinkOptions;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;
import io.sluice.mrt.ArchiveFormat;
import io.sluice.schemas.MessageOrigin;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stage of a session writes: a file, or one for each interval of time, or standard output in
 * a format of archives. After a restart of the judge some messages may be written again. A session
 * does not end when it cannot be written: that is told once, and by the exit status. Safe to use
 * from several threads.
 */
public final class SessionSink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionSink.class);
  private static final int CHUNK = 256 << 10;

  private final SinkOptions options;
  private final Sink sink;
  private boolean failed;
  private boolean closed;

  private SessionSink(SinkOptions options, Sink sink) {
    this.options = options;
    this.sink = sink;
  }

  /**
   * Looks whether it can be written, without opening it.
   *
   * @throws OperatorException if not
   */
  public static void check(SinkOptions options) {
    SinkMaker.format(options);
    if (SinkMaker.isTable(options)) {
      throw new OperatorException(
          "write --table "
              + options.path()
              + ": is for files; a session has no end to write it at");
    }
  }

  /**
   * Opens it.
   *
   * @throws OperatorException if it cannot be written
   */
  public static SessionSink open(SinkOptions options, ReadingOptions reading, Console console) {
    return new SessionSink(options, new SinkMaker(reading, console, true).sink(options));
  }

  /**
   * A stage that writes there, for one thread.
   *
   * @param undecoded told of messages that cannot be written as what they say
   */
  public Stage stage(BiConsumer<Message, BgpError> undecoded) {
    SinkStage stage = new SinkStage(options.types(), sink, undecoded, () -> {});
    ArchiveFormat format = SinkMaker.format(options);
    return new Writing(
        format == ArchiveFormat.MRT || format == ArchiveFormat.BMP ? stage.naming() : stage);
  }

  /** Collects what a thread writes, and hands it over when nothing is at hand. */
  private final class Writing implements Stage {
    private final SinkStage stage;
    private final Output output = new Output();

    Writing(SinkStage stage) {
      this.stage = stage;
      stage.into(output);
    }

    @Override
    public boolean decides() {
      return false;
    }

    @Override
    public void origin(MessageOrigin origin) {
      stage.origin(origin);
    }

    @Override
    public void judge(Message message, Ruling ruling) {
      stage.judge(message, ruling);
      if (output.octets().size() >= CHUNK) {
        idle();
      }
    }

    @Override
    public void idle() {
      write(output);
      output.clear();
    }

    @Override
    public void close() {
      idle();
    }
  }

  private synchronized void write(Output output) {
    if (failed || closed) {
      return;
    }
    try {
      if (output.parts() > 0) {
        sink.write(output);
      }
      sink.flush();
    } catch (IOException e) {
      failed = true;
      LOG.error(
          "{} is not written any more, the session goes on: {}", options.path(), e.toString());
    }
  }

  /** Whether something could not be written. */
  public synchronized boolean failed() {
    return failed;
  }

  /** Completes the file. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      sink.close(true);
    } catch (IOException e) {
      failed = true;
      LOG.error("{} is not whole: {}", options.path(), e.toString());
    }
  }
}
