package io.sluice.filters;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.schemas.Action;
import io.sluice.schemas.Outcome;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the judges of a process count, one after the other and all their tasks together. Of messages
 * that pass only a number is added to; for others the stage that decided is looked up. Thread safe.
 */
public final class JudgeMeters {
  /** Stands for the stage where none decided. */
  private static final String NONE = "-";

  private static final Outcome[] OUTCOMES = Outcome.values();

  private final MeterRegistry registry;
  private final Map<String, LongAdder[]> byStage = new HashMap<>();
  private final LongAdder[] undecided;
  private final LongAdder[] verdicts = new LongAdder[Action.values().length];
  private final LongAdder[] quarantined = new LongAdder[Unhandled.values().length];

  /** Why a record is put into quarantine. */
  public enum Unhandled {
    /** It is no message. */
    UNDECODABLE,
    /** A stage failed at it. */
    STAGE_FAILED,
    /** It wants its verdict where there is no partition. */
    UNANSWERABLE
  }

  /**
   * Registers all of them.
   *
   * @param pipeline what is judged by
   */
  public JudgeMeters(Pipeline pipeline, MeterRegistry registry) {
    this.registry = registry;
    this.undecided = messages(NONE);
    for (StageSpec stage : pipeline.stages()) {
      byStage.computeIfAbsent(stage.name(), this::messages);
    }
    byStage.computeIfAbsent(PipelineRun.MALFORMED, this::messages);
    for (Action action : Action.values()) {
      verdicts[action.ordinal()] =
          counter(
              "sluice.judge.verdicts",
              "verdicts sent, each for a run of messages",
              "action",
              action);
    }
    for (Unhandled why : Unhandled.values()) {
      quarantined[why.ordinal()] =
          counter("sluice.judge.quarantined", "records that could not be handled", "cause", why);
    }
  }

  private LongAdder[] messages(String stage) {
    LongAdder[] adders = new LongAdder[OUTCOMES.length];
    for (Outcome outcome : OUTCOMES) {
      adders[outcome.ordinal()] =
          counter(
              "sluice.judge.messages",
              "messages judged, by the stage that decided",
              "outcome",
              outcome,
              "stage",
              stage);
    }
    return adders;
  }

  private LongAdder counter(String name, String what, Object... tags) {
    LongAdder adder = new LongAdder();
    String[] words = new String[tags.length];
    for (int i = 0; i < tags.length; i++) {
      words[i] =
          tags[i] instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT) : (String) tags[i];
    }
    FunctionCounter.builder(name, adder, LongAdder::sum)
        .tags(words)
        .description(what)
        .register(registry);
    return adder;
  }

  /**
   * Counts a message.
   *
   * @param stage the stage that decided; empty for none
   */
  public void judged(Outcome outcome, String stage) {
    LongAdder[] adders = stage.isEmpty() ? undecided : byStage.getOrDefault(stage, undecided);
    adders[outcome.ordinal()].increment();
  }

  /** Counts a verdict, for however many messages. */
  public void sent(Action action) {
    verdicts[action.ordinal()].increment();
  }

  /** Counts a record that goes to quarantine. */
  public void quarantined(Unhandled why) {
    quarantined[why.ordinal()].increment();
  }
}
