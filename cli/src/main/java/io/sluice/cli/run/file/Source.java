package io.sluice.cli.run.file;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.filter.Filter;
import io.sluice.cli.ContextOptions;
import io.sluice.cli.pipeline.SourceOptions;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.load.Speed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * A stage that reads: which of its messages enter the pipeline, in which direction, with which
 * number and time.
 */
public final class Source {
  private final String name;
  private final SourceOptions options;
  private final Set<Direction> directions;
  private final Direction ordinary;
  private final int behindR;
  private final int behindL;
  private final IntPredicate types;
  private final List<Filter> filters;
  private final DecodeContext toRight;
  private final DecodeContext toLeft;
  private final Pace pace;
  private final Speed speed;
  private final Set<String> waits;
  private final Set<String> stops;

  /**
   * @param behind how many judging stages lie behind it, of those that see a direction
   */
  Source(
      String name,
      SourceOptions options,
      Set<Direction> directions,
      Direction ordinary,
      Map<Direction, Integer> behind,
      List<Filter> filters,
      Map<Direction, DecodeContext> contexts,
      Set<String> waits,
      Set<String> stops) {
    this.name = name;
    this.options = options;
    this.directions = directions;
    this.ordinary = ordinary;
    this.behindR = behind.get(Direction.R);
    this.behindL = behind.get(Direction.L);
    this.types = options.types();
    this.filters = filters;
    this.toRight = contexts.get(Direction.R);
    this.toLeft = contexts.get(Direction.L);
    this.pace = new Pace(options.rateLimit(), options.rateSample());
    this.speed = options.speed() > 0 ? new Speed(options.speed()) : null;
    this.waits = waits;
    this.stops = stops;
  }

  /**
   * One that gives a session's speaker what it says, in the order and with the octets of the input.
   *
   * @param context how messages are decoded where the input does not tell
   */
  public static Source ofSpeaker(
      String name,
      SourceOptions options,
      Direction direction,
      List<Filter> filters,
      DecodeContext context) {
    return new Source(
        name,
        options,
        Set.of(direction),
        direction,
        Map.of(Direction.R, 0, Direction.L, 0),
        filters,
        Map.of(Direction.R, context, Direction.L, context),
        Set.of(),
        Set.of());
  }

  /**
   * One that gives a session messages which none of its ends sent.
   *
   * @param behind how many judging stages lie behind it, of those that see a direction
   * @param contexts how messages are decoded where the input does not tell
   */
  public static Source ofSession(
      String name,
      SourceOptions options,
      Set<Direction> directions,
      Map<Direction, Integer> behind,
      List<Filter> filters,
      ContextOptions contexts) {
    return new Source(
        name,
        options,
        directions,
        directions.contains(Direction.R) ? Direction.R : Direction.L,
        behind,
        filters,
        Map.of(
            Direction.R, contexts.context(Direction.R), Direction.L, contexts.context(Direction.L)),
        Set.of(),
        Set.of());
  }

  /** The name of its stage. */
  public String name() {
    return name;
  }

  /** What its stage was told. */
  public SourceOptions options() {
    return options;
  }

  /** Events that it waits for; empty for none. */
  Set<String> waits() {
    return waits;
  }

  /** Events that end it. */
  Set<String> stops() {
    return stops;
  }

  /** How many of the stages that see a direction lie behind it. */
  public int behind(Direction direction) {
    return direction == Direction.R ? behindR : behindL;
  }

  /** How messages that the input says nothing of are decoded. */
  DecodeContext context() {
    return ordinary == Direction.R ? toRight : toLeft;
  }

  /**
   * Describes the message that a reader stands at as this source gives it.
   *
   * @param numbers gives numbers to messages that have none
   * @return whether it enters the pipeline
   */
  public boolean take(ArchiveReader reader, Numbers numbers) {
    Message message = reader.message();
    if (!types.test(message.typeCode())) {
      return false;
    }
    Direction direction = direction(reader);
    long sequence = options.noSequence() ? 0 : message.sequence();
    long time =
        reader.timed() && !options.noTime()
            ? reader.timeMicros()
            : System.currentTimeMillis() * 1000;
    message.describe(
        "",
        0,
        direction,
        sequence == 0 ? numbers.next(direction) : sequence,
        time,
        message.context(),
        options.noTags() ? Map.of() : message.tags());
    if (reader.dropped()) {
      return false;
    }
    for (Filter filter : filters) {
      if (filter.evaluate(message) != Filter.Result.MATCH) {
        return false;
      }
    }
    return pace.admits() && (speed == null || !reader.timed() || await(reader.timeMicros()));
  }

  /** Waits until a time of the input has come; false if the thread is asked to end meanwhile. */
  private boolean await(long timeMicros) {
    long due = speed.due(timeMicros);
    for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(rest);
    }
    return true;
  }

  private Direction direction(ArchiveReader reader) {
    if (directions.size() == 1) {
      return ordinary;
    }
    Direction told = reader.direction();
    return told == null ? ordinary : told;
  }
}
