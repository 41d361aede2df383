package io.sluice.cli.run;

import io.sluice.bgp.Direction;
import io.sluice.bgp.filter.Filter;
import io.sluice.bgp.filter.FilterSyntaxException;
import io.sluice.cli.OperatorException;
import io.sluice.cli.ReadingOptions;
import io.sluice.cli.pipeline.CheckOptions;
import io.sluice.cli.pipeline.FilterOptions;
import io.sluice.cli.pipeline.JudgeOptions;
import io.sluice.cli.pipeline.LimitOptions;
import io.sluice.cli.pipeline.WrittenPipeline;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.filters.Pipeline;
import io.sluice.filters.Stage;
import io.sluice.filters.StageSpec;
import io.sluice.filters.check.CheckStage;
import io.sluice.filters.grep.GrepStage;
import io.sluice.filters.limit.LimitStage;
import io.sluice.filters.print.LineWriter;
import io.sluice.filters.print.PrintStage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Turns the stages between the ends of a command line into what a judge is set up with. */
public final class Judges {
  private static final String STDOUT = "stdout";

  private Judges() {}

  /**
   * The judges of a pipeline.
   *
   * @param killEvents events that close the session
   * @param printer gives what messages are printed to; asked when the judge starts
   * @param reading how filters are read and messages printed
   * @throws OperatorException if a filter does not compile
   */
  public static Pipeline pipeline(
      WrittenPipeline written,
      Set<String> killEvents,
      Supplier<LineWriter> printer,
      ReadingOptions reading) {
    Supplier<Stage> print =
        () -> new PrintStage(printer.get(), type -> true, reading.jsonFull(), reading.printBad());
    List<StageSpec> stages = new ArrayList<>();
    for (WrittenStage stage : written.judges()) {
      JudgeOptions options = (JudgeOptions) stage.options();
      stages.add(
          new StageSpec(
              stage.name(),
              text(stage, reading.filters()),
              stage.directions(),
              options.silent(),
              factory(stage, print, reading.filters())));
    }
    if (written.stdout()) {
      // It sees what leaves, so it comes last in either direction: one printer at each end.
      stages.add(0, printing(Direction.L, print));
      stages.add(printing(Direction.R, print));
    }
    return new Pipeline(stages, killEvents);
  }

  /** What the stage does depends on how its filter is read, and so does the policy's version. */
  private static String text(WrittenStage stage, Filter.Mode mode) {
    boolean filters = stage.options() instanceof FilterOptions;
    return filters && mode == Filter.Mode.BGPIPE
        ? "--filters bgpipe " + stage.text()
        : stage.text();
  }

  private static StageSpec printing(Direction direction, Supplier<Stage> print) {
    return new StageSpec(STDOUT, "-o", EnumSet.of(direction), false, print);
  }

  private static Supplier<Stage> factory(
      WrittenStage stage, Supplier<Stage> print, Filter.Mode mode) {
    if (stage.options() instanceof FilterOptions options) {
      compile(stage, options.filter(), mode);
      return () -> new GrepStage(Filter.compile(options.filter(), mode), options.values());
    }
    if (stage.options() instanceof CheckOptions options) {
      return () -> new CheckStage(options.values());
    }
    if (stage.options() instanceof LimitOptions options) {
      return () -> new LimitStage(options.values());
    }
    return print;
  }

  private static void compile(WrittenStage stage, String filter, Filter.Mode mode) {
    try {
      Filter.compile(filter, mode);
    } catch (FilterSyntaxException e) {
      throw new OperatorException(
          "stage [" + stage.number() + "] " + stage.name() + ": " + e.getMessage(), e);
    }
  }
}
