package io.sluice.cli.run.file;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.filter.Filter;
import io.sluice.cli.Console;
import io.sluice.cli.OperatorException;
import io.sluice.cli.RunOptions;
import io.sluice.cli.pipeline.EventNames;
import io.sluice.cli.pipeline.Explainer;
import io.sluice.cli.pipeline.FilePipeline;
import io.sluice.cli.pipeline.HeadOptions;
import io.sluice.cli.pipeline.JudgeOptions;
import io.sluice.cli.pipeline.LimitOptions;
import io.sluice.cli.pipeline.MetricsOptions;
import io.sluice.cli.pipeline.OutsideStageOptions;
import io.sluice.cli.pipeline.SourceOptions;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.cli.run.Judges;
import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.TableStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A pipeline of files with all that its command line says about how to run it, checked. */
public final class FilePlan {
  private static final int MOST_THREADS = 8;

  private final RunOptions options;
  private final FilePipeline pipeline;
  private final Console console;
  private final EventNames events;
  private final Set<String> logged;
  private final Set<String> killing;
  private final List<Source> sources = new ArrayList<>();

  /**
   * Checks a command line.
   *
   * @throws OperatorException if something of it cannot be
   */
  public FilePlan(RunOptions options, FilePipeline pipeline, Console console) {
    this.options = options;
    this.pipeline = pipeline;
    this.console = console;
    options.http().check();
    this.events = EventNames.ofFiles(pipeline.allStages());
    this.logged = events.logged(options.events(EventNames.USUAL_OF_FILES));
    this.killing = events.killing("--kill", options.kill());
    for (WrittenStage stage : pipeline.stages()) {
      waits(stage);
      stops(stage);
      if (stage.options() instanceof SourceOptions source) {
        sources.add(
            source(
                stage,
                source,
                Judges.filters(stage, source.outputFilters(), filters()),
                waits(stage)));
      } else {
        Judges.factory(stage, () -> null, filters(), true);
        Judges.filters(stage, ((JudgeOptions) stage.options()).inputFilters(), filters());
      }
    }
    Judges.checkOutside(pipeline.judges());
    pipeline.sinks().forEach(SinkMaker::format);
    if (pipeline.stdin()) {
      sources.add(
          source(
              null,
              FilePipeline.standardInput(),
              List.of(),
              options.stdinWait() ? Set.of("ESTABLISHED") : Set.of()));
    }
  }

  private Source source(
      WrittenStage stage, SourceOptions source, List<Filter> filters, Set<String> waits) {
    Map<Direction, Integer> behind = new EnumMap<>(Direction.class);
    Map<Direction, DecodeContext> contexts = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      long not =
          pipeline.judges().stream()
              .filter(judge -> pipeline.directions(judge).contains(direction))
              .filter(judge -> !pipeline.isAhead(judge, stage, direction))
              .count();
      behind.put(direction, (int) not);
      contexts.put(direction, options.context().context(direction));
    }
    return new Source(
        stage == null ? "stdin" : stage.name(),
        source,
        stage == null ? Set.of(Direction.values()) : pipeline.directions(stage),
        stage == null ? Direction.R : only(stage),
        behind,
        filters,
        contexts,
        waits,
        stage == null ? Set.of() : stops(stage));
  }

  private Direction only(WrittenStage stage) {
    Set<Direction> directions = pipeline.directions(stage);
    return directions.size() == 1 ? directions.iterator().next() : pipeline.ordinary(stage);
  }

  /** What will run, in words. */
  public String explain() {
    StringBuilder b = new StringBuilder(new Explainer(console.terminal()).explain(pipeline));
    b.append("\nBESIDE THE PIPELINE\n");
    row(b, "input", sources.stream().map(s -> name(s.options().path(), "input")).toList());
    List<String> outputs = new ArrayList<>();
    pipeline.sinks().forEach(sink -> outputs.add(name(sink.path(), "output")));
    if (pipeline.stdout()) {
      outputs.add(name("-", "output"));
    }
    row(b, "output", outputs);
    row(b, "threads", List.of(threads() + (threads() == 1 ? " judges" : " judge and print")));
    row(b, "kafka", List.of("none"));
    return b.toString();
  }

  private static String name(String path, String what) {
    return path.equals("-") ? "standard " + what : path;
  }

  private static void row(StringBuilder b, String key, List<String> values) {
    String all = values.isEmpty() ? "none" : values.stream().collect(Collectors.joining(", "));
    b.append(String.format("  %-9s %s%n", key, all));
  }

  /** The pipeline. */
  FilePipeline pipeline() {
    return pipeline;
  }

  /** Its options. */
  RunOptions options() {
    return options;
  }

  /** The environment variables. */
  Map<String, String> environment() {
    return console.environment();
  }

  /** Where to print. */
  Console console() {
    return console;
  }

  /** What gives messages, in the order in which it is read. */
  List<Source> sources() {
    return sources;
  }

  /** How filters are read. */
  Filter.Mode filters() {
    return options.reading().filters();
  }

  /** Events to log. */
  Set<String> logged() {
    return logged;
  }

  /** Events that end the run. */
  Set<String> killing() {
    return killing;
  }

  /** Those of them that stages raise. */
  Set<String> stageKills() {
    return killing.stream().filter(event -> event.indexOf('/') > 0).collect(Collectors.toSet());
  }

  /** Events that a stage waits for; empty for none, and when it need not wait. */
  Set<String> waits(WrittenStage stage) {
    Set<String> waits = events.awaited(stage.waits());
    return waits.contains("START") ? Set.of() : waits;
  }

  /** Events behind which a stage takes part no more. */
  Set<String> stops(WrittenStage stage) {
    Set<String> stops = new LinkedHashSet<>(events.stopping(stage.stops()));
    stops.remove("STOP");
    return stops;
  }

  /** Whether an event that comes with UPDATEs is logged, ends the run, or is waited for. */
  boolean countsUpdates() {
    return logged.contains("UPDATE")
        || killing.contains("UPDATE")
        || pipeline.stages().stream()
            .anyMatch(s -> waits(s).contains("UPDATE") || stops(s).contains("UPDATE"));
  }

  /** The stages that count. */
  List<WrittenStage> counting() {
    return pipeline.judges().stream()
        .filter(stage -> stage.options() instanceof MetricsOptions)
        .toList();
  }

  /** What becomes of table dumps: a table that is written wants all that they tell. */
  TableStyle tables() {
    return pipeline.sinks().stream().anyMatch(SinkMaker::isTable)
        ? TableStyle.ROUTER
        : TableStyle.BGPIPE;
  }

  /** Events that the printer of -o waits for. */
  Set<String> printerWaits() {
    return options.stdoutWait() ? Set.of("EOR") : Set.of();
  }

  /**
   * Whether a stage keeps something from one message to the next, or waits for another's event. BMP
   * tells of each peer once.
   */
  private boolean isInOrder() {
    return options.stdoutWait()
        || pipeline.sinks().stream().anyMatch(sink -> SinkMaker.format(sink) == ArchiveFormat.BMP)
        || pipeline.judges().stream()
            .anyMatch(
                stage ->
                    stage.options() instanceof LimitOptions
                        || stage.options() instanceof HeadOptions
                        || stage.options() instanceof OutsideStageOptions
                        || !waits(stage).isEmpty()
                        || !stops(stage).isEmpty());
  }

  /** How many threads judge and print. */
  int threads() {
    return isInOrder()
        ? 1
        : Math.max(1, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
  }
}
