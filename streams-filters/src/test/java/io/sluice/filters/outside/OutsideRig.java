package io.sluice.filters.outside;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.filters.Conclusion;
import io.sluice.filters.Departures;
import io.sluice.filters.Injection;
import io.sluice.filters.Pipeline;
import io.sluice.filters.PipelineRun;
import io.sluice.filters.StageSpec;
import io.sluice.filters.Wire;
import io.sluice.filters.outside.exec.Helper;
import io.sluice.schemas.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A pipeline with a helper in it, and what became of the messages that went through. */
final class OutsideRig implements Departures, AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  /** What became of a message. */
  record Fate(
      String session,
      long sequence,
      Action action,
      List<byte[]> instead,
      String rule,
      String event) {}

  final List<Fate> fates = new ArrayList<>();
  final List<Injection> injections = new ArrayList<>();
  final AtomicInteger opened = new AtomicInteger();

  /** How far the sessions' clock is ahead. */
  final AtomicLong aheadNanos = new AtomicLong();

  private final PipelineRun run;

  OutsideRig(OutsideOptions options, String... command) {
    this(options, false, command);
  }

  OutsideRig(OutsideOptions options, boolean silent, String... command) {
    this(
        options,
        silent,
        (session, keep, wake) -> new Helper(List.of(command), "exec", session, keep, wake));
  }

  OutsideRig(OutsideOptions options, boolean silent, Channels ways) {
    this(options, silent, ways, null);
  }

  /** One that takes of what the helper says only what it wants. */
  static OutsideRig wanting(OutsideOptions options, Predicate<Message> wanted, String... command) {
    return new OutsideRig(
        options,
        false,
        (session, keep, wake) -> new Helper(List.of(command), "exec", session, keep, wake),
        wanted);
  }

  private OutsideRig(
      OutsideOptions options, boolean silent, Channels ways, Predicate<Message> wanted) {
    Channels channels =
        (session, keep, wake) -> {
          opened.incrementAndGet();
          return ways.open(session, keep, wake);
        };
    StageSpec spec =
        new StageSpec(
            "exec",
            "exec",
            EnumSet.allOf(Direction.class),
            silent,
            () ->
                new OutsideStage("exec", options, channels, message -> true, wanted, () -> {})
                    .withClock(() -> System.nanoTime() + aheadNanos.get()));
    run = new PipelineRun(new Pipeline(List.of(spec), Set.of()));
  }

  static OutsideOptions options(Unanswered unanswered, Duration deadline, boolean inOrder) {
    return new OutsideOptions(
        OutsideMode.FILTER,
        OutsideFormat.JSON,
        type -> true,
        deadline,
        unanswered,
        inOrder,
        false,
        false);
  }

  static OutsideOptions patient() {
    return options(Unanswered.CLOSE, LONG, false);
  }

  void judge(String session, long epoch, long sequence, byte[] wire) {
    Message message = Wire.message(session, epoch, Direction.R, sequence, wire);
    Conclusion conclusion = run.judge(message, 0, () -> message);
    if (conclusion != null) {
      concluded(message, conclusion);
    }
  }

  void watch(String session, long sequence, byte[] wire) {
    run.watch(Wire.message(session, 1, Direction.R, sequence, wire));
  }

  int waiting() {
    return run.waiting();
  }

  /** Takes answers until something holds. */
  OutsideRig until(BooleanSupplier enough) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!enough.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "nothing after " + LONG + ": " + fates.size() + " fates, " + waiting() + " wait");
      }
      run.idle();
      if (!run.resume(this)) {
        Thread.sleep(1);
      }
    }
    return this;
  }

  OutsideRig untilFates(int count) throws InterruptedException {
    return until(() -> fates.size() >= count);
  }

  /** Says that no more comes, and takes all answers. */
  OutsideRig end() throws InterruptedException {
    run.idle();
    run.end();
    return until(() -> run.waiting() == 0 && run.isEnded());
  }

  List<Long> sequences() {
    return fates.stream().map(Fate::sequence).toList();
  }

  @Override
  public Message message(Object ticket) {
    return (Message) ticket;
  }

  @Override
  public void concluded(Object ticket, Conclusion conclusion) {
    Message message = (Message) ticket;
    fates.add(
        new Fate(
            message.session(),
            message.sequence(),
            conclusion.action(),
            conclusion.replacement(),
            conclusion.reason().rule(),
            conclusion.reason().event()));
  }

  @Override
  public boolean hasRoom(String session) {
    return true;
  }

  @Override
  public void inject(Injection injection) {
    injections.add(injection);
  }

  @Override
  public void close() {
    run.close();
  }
}
