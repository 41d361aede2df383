package io.sluice.cli.run.file;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.filter.Filter;
import io.sluice.cli.pipeline.HeadOptions;
import io.sluice.cli.pipeline.JudgeOptions;
import io.sluice.cli.pipeline.MetricsOptions;
import io.sluice.cli.pipeline.OutsideStageOptions;
import io.sluice.cli.pipeline.SinkOptions;
import io.sluice.cli.pipeline.TagOptions;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.cli.run.Judges;
import io.sluice.filters.ConditionalStage;
import io.sluice.filters.Pipeline;
import io.sluice.filters.Stage;
import io.sluice.filters.StageSpec;
import io.sluice.filters.outside.OutsideStage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The stages of a run as one of its threads has them. */
final class StageSet {
  private final FilePlan plan;
  private final List<Sink> outputs;
  private final Signals signals;
  private final List<SinkStage> sinks = new ArrayList<>();
  private final Losses losses;
  private boolean complete;
  private String from = "";
  private final Map<String, OutsideStage> outside = new LinkedHashMap<>();

  /**
   * @param outputs of the stages that write, in their order, that of -o behind them
   */
  StageSet(FilePlan plan, List<Sink> outputs, Signals signals, Losses losses) {
    this.losses = losses;
    this.plan = plan;
    this.outputs = outputs;
    this.signals = signals;
  }

  /**
   * The pipeline, with stages of its own.
   *
   * @param undecoded told of messages that cannot be written
   * @param wake called from any thread when something has come from outside
   */
  Pipeline pipeline(BiConsumer<Message, String> undecoded, Runnable wake) {
    List<StageSpec> specs = new ArrayList<>();
    for (WrittenStage stage : plan.pipeline().judges()) {
      Set<Direction> directions = plan.pipeline().directions(stage);
      if (stage.options() instanceof OutsideStageOptions options) {
        specs.add(
            Judges.spec(stage, directions, plan.filters(), () -> outside(stage, options, wake)));
        continue;
      }
      Stage made =
          stage.options() instanceof SinkOptions options
              ? sink(options, undecoded)
              : Judges.factory(stage, () -> own(stage), plan.filters(), true).get();
      specs.add(Judges.spec(stage, directions, plan.filters(), () -> gated(stage, made)));
    }
    if (plan.pipeline().stdout()) {
      SinkStage printer = printer(undecoded);
      Stage gated = plan.printerWaits().isEmpty() ? printer : gated(printer, plan.printerWaits());
      // It sees what leaves, so it comes last in either direction: one printer at each end.
      specs.add(0, printing(Direction.L, gated));
      specs.add(printing(Direction.R, gated));
    }
    return new Pipeline(specs, plan.stageKills());
  }

  /** A stage that is about this run alone. */
  private Stage own(WrittenStage stage) {
    if (stage.options() instanceof TagOptions tag) {
      return tag.stage(() -> from);
    }
    return stage.options() instanceof HeadOptions head
        ? head.stage(() -> complete = true)
        : ((MetricsOptions) stage.options()).stage(stage.name(), plan.filters());
  }

  /** Names the stage that the messages come from that are judged next. */
  void from(String source) {
    from = source;
  }

  /** Whether the last message has come that is wanted. */
  boolean isComplete() {
    return complete;
  }

  private OutsideStage outside(WrittenStage stage, OutsideStageOptions options, Runnable wake) {
    OutsideStage made =
        Judges.outside(
            stage, plan.filters(), options.values().ofWholeMessages(), gate(stage), wake);
    outside.put(stage.name(), made);
    return made;
  }

  /** Names of mirrors that did not get all that they should have. */
  List<String> missed() {
    return outside.entrySet().stream()
        .filter(one -> one.getValue().hasMissed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static StageSpec printing(Direction direction, Stage printer) {
    return new StageSpec(
        "stdout", "-o", EnumSet.of(direction), false, () -> printer, StageSpec.Place.BACK);
  }

  private SinkStage sink(SinkOptions options, BiConsumer<Message, String> undecoded) {
    return add(
        new SinkStage(
            options.types(),
            outputs.get(sinks.size()),
            (message, error) -> undecoded.accept(message, error.toString()),
            losses::unplaced));
  }

  private SinkStage printer(BiConsumer<Message, String> undecoded) {
    return add(
        new SinkStage(
            type -> true,
            outputs.get(sinks.size()),
            (message, error) -> undecoded.accept(message, error.toString()),
            losses::unplaced));
  }

  private SinkStage add(SinkStage stage) {
    sinks.add(stage);
    return stage;
  }

  private Stage gated(WrittenStage stage, Stage made) {
    List<String> filters = ((JudgeOptions) stage.options()).inputFilters();
    Set<String> waits = plan.waits(stage);
    Set<String> stops = plan.stops(stage);
    if (filters.isEmpty() && waits.isEmpty() && stops.isEmpty()) {
      return made;
    }
    return new ConditionalStage(made, gate(stage));
  }

  private Gate gate(WrittenStage stage) {
    List<String> filters = ((JudgeOptions) stage.options()).inputFilters();
    List<Filter> compiled = Judges.filters(stage, filters, plan.filters());
    return new Gate(stage.name(), compiled, plan.waits(stage), plan.stops(stage), signals);
  }

  private Stage gated(SinkStage printer, Set<String> waits) {
    return new ConditionalStage(printer, new Gate("stdout", List.of(), waits, Set.of(), signals));
  }

  /** Those that write, in the order of their outputs; after {@link #pipeline}. */
  List<SinkStage> sinks() {
    return sinks;
  }

  /** Whether a stage decides anything: others only look on. */
  boolean decides() {
    return plan.pipeline().judges().stream()
        .anyMatch(stage -> !(stage.options() instanceof SinkOptions));
  }
}
