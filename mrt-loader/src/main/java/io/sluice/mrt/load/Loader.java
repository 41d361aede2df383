package io.sluice.mrt.load;

import io.sluice.bgp.Direction;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.ArchiveReader.Kind;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.StateChange;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Puts archives into the topics: each message once, with the octets, the time and the peer that the
 * archive has, in a session of its own for each peer; changes of state into {@code bgp.sessions}. A
 * load that was stopped, by whatever, goes on where it was when it is run again.
 */
public final class Loader {
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int TELL_EVERY = 4096;

  private final LoadOptions options;
  private final ReadOptions reading;
  private final Map<String, Object> kafka;
  private final String messages;
  private final String events;
  private final SchemaIds schemas;
  private final Selection selection;
  private final JobPosition position;
  private final LoadProgress progress;
  private final BooleanSupplier stopping;

  private long taken;
  private long sent;
  private long states;
  private long left;
  private long damages;
  private long uncommitted;
  private long committedAt;
  private TopicWriter writer;
  private Sessions sessions;
  private Speed speed;

  /**
   * Sets a load up.
   *
   * @param kafka settings of the clients
   * @param stopping whether it is to stop, in good order
   */
  public Loader(
      LoadOptions options,
      ReadOptions reading,
      Map<String, Object> kafka,
      Topics topics,
      SchemaIds schemas,
      LoadProgress progress,
      BooleanSupplier stopping) {
    this.options = options;
    this.reading = reading;
    this.kafka = kafka;
    this.messages =
        topics.name(options.direction() == Direction.R ? Topic.TO_RIGHT : Topic.TO_LEFT);
    this.events = topics.name(Topic.SESSIONS);
    this.schemas = schemas;
    this.selection = new Selection(options);
    this.position = new JobPosition(options, reading.format(), messages);
    this.progress = progress;
    this.stopping = stopping;
  }

  /** Name of the job, of its consumer group and of its transactional id. */
  public String job() {
    return position.group();
  }

  /**
   * Loads until all is loaded or it is to stop.
   *
   * @throws IOException if an archive cannot be read; all before that is loaded
   * @throws org.apache.kafka.common.KafkaException if the cluster does not take it; the next run
   *     goes on
   */
  public LoadResult run() throws IOException {
    try (MergedArchives archives = new MergedArchives(options.inputs(), reading);
        TopicWriter topics = new TopicWriter(kafka, position, options.transactional())) {
      writer = topics;
      long done = writer.begin();
      sessions = new Sessions(options, schemas, position.began());
      if (done > 0) {
        progress.resuming(done);
      }
      boolean complete = skip(archives, done) && load(archives);
      return new LoadResult(
          position.group(), sent, states, Math.min(done, taken), left, damages, complete);
    }
  }

  /** Reads past what is loaded, keeping count; false if there is not as much or it is to stop. */
  private boolean skip(MergedArchives archives, long done) throws IOException {
    while (taken < done) {
      Kind kind = stop() ? null : archives.next();
      if (kind == null) {
        return !stopping.getAsBoolean();
      }
      taken++;
      ArchiveReader reader = archives.reader();
      if (kind == Kind.DAMAGE) {
        damage(archives);
      } else if (selection.wants(reader)) {
        if (kind == Kind.STATE) {
          sessions.concerned(reader.peer()).forEach(session -> enter(session, reader.state()));
        } else if (selection.wantsMessage(reader)) {
          sessions.of(reader.peer()).pass();
        }
      }
    }
    return true;
  }

  private boolean load(MergedArchives archives) throws IOException {
    committedAt = System.nanoTime();
    speed = new Speed(options.speed());
    try {
      for (Kind kind = archives.next(); kind != null; kind = archives.next()) {
        if (stop() || !take(archives, kind)) {
          writer.settle(taken, archives.name());
          return false;
        }
      }
    } catch (IOException e) {
      if (taken == 0) {
        throw e;
      }
      writer.settle(taken, "");
      throw new IOException(e.getMessage() + "; what came before it is loaded", e);
    }
    writer.settle(taken, "complete");
    progress.at(sent + states, archives.octets());
    return true;
  }

  /** Deals with a record; false if it is to stop before it. */
  private boolean take(MergedArchives archives, Kind kind) {
    ArchiveReader reader = archives.reader();
    if (kind == Kind.DAMAGE) {
      damage(archives);
    } else if (!selection.wants(reader)) {
      left++;
    } else if (!await(reader, archives)) {
      return false;
    } else if (kind == Kind.STATE) {
      for (LoadedSession session : sessions.concerned(reader.peer())) {
        enter(session, reader.state());
        writer.send(
            events,
            session.key(),
            sessions.event(session, reader.peer(), reader.state(), reader.timeMicros()));
        states++;
      }
    } else if (selection.wantsMessage(reader)) {
      LoadedSession session = sessions.of(reader.peer());
      writer.send(messages, session.key(), session.record(reader.message(), reader.peer()));
      sent++;
    } else {
      left++;
    }
    taken++;
    uncommitted++;
    if (taken % TELL_EVERY == 0 || options.speed() > 0) {
      progress.at(sent + states, archives.octets());
      if (System.nanoTime() - committedAt > COMMIT_NANOS) {
        commit(archives);
      }
    }
    return true;
  }

  private static void enter(LoadedSession session, StateChange change) {
    if (change.up() || session.epoch() == 0) {
      session.begin();
    }
  }

  /** Waits for the time of a record; false if it is to stop meanwhile. */
  private boolean await(ArchiveReader reader, MergedArchives archives) {
    if (options.speed() == 0) {
      return true;
    }
    long due = speed.due(reader.timeMicros());
    for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
      if (stop()) {
        return false;
      }
      if (uncommitted > 0 && System.nanoTime() - committedAt > COMMIT_NANOS / 10) {
        commit(archives);
      }
      try {
        TimeUnit.NANOSECONDS.sleep(Math.min(rest, COMMIT_NANOS / 10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private boolean stop() {
    return stopping.getAsBoolean();
  }

  private void commit(MergedArchives archives) {
    writer.commit(taken, archives.name());
    uncommitted = 0;
    committedAt = System.nanoTime();
  }

  private void damage(MergedArchives archives) {
    damages++;
    progress.damage(archives.name(), archives.damage());
  }
}
