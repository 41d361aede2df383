package io.sluice.cli.run;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.filter.Filter;
import io.sluice.bgp.filter.FilterSyntaxException;
import io.sluice.cli.OperatorException;
import io.sluice.cli.ReadingOptions;
import io.sluice.cli.pipeline.CheckOptions;
import io.sluice.cli.pipeline.FilterOptions;
import io.sluice.cli.pipeline.JudgeOptions;
import io.sluice.cli.pipeline.LimitOptions;
import io.sluice.cli.pipeline.MetricsOptions;
import io.sluice.cli.pipeline.OutsideStageOptions;
import io.sluice.cli.pipeline.SinkOptions;
import io.sluice.cli.pipeline.StdoutOptions;
import io.sluice.cli.pipeline.TagOptions;
import io.sluice.cli.pipeline.UpdateOptions;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.cli.run.file.SessionSink;
import io.sluice.filters.ConditionalStage;
import io.sluice.filters.Pipeline;
import io.sluice.filters.Stage;
import io.sluice.filters.StageSpec;
import io.sluice.filters.check.CheckStage;
import io.sluice.filters.edit.UpdateStage;
import io.sluice.filters.events.EventStage;
import io.sluice.filters.grep.GrepOptions;
import io.sluice.filters.grep.GrepStage;
import io.sluice.filters.limit.LimitStage;
import io.sluice.filters.outside.OutsideOptions;
import io.sluice.filters.outside.OutsideStage;
import io.sluice.filters.print.LineWriter;
import io.sluice.filters.print.PrintStage;
import io.sluice.filters.print.Undecoded;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Turns the stages between the ends of a command line into what a judge is set up with. */
public final class Judges {
  private static final String STDOUT = "stdout";

  private Judges() {}

  /**
   * The judges of a pipeline.
   *
   * @param written the stages between the ends
   * @param stdout whether all that leaves is printed
   * @param killEvents events that close the session
   * @param printer gives what messages are printed to; asked when the judge starts
   * @param reading how filters are read and messages printed
   * @param undecoded told of messages that cannot be printed
   * @param outside whether those that ask outside are among them
   * @param outputs what makes the stages that write, but for those that print lines
   * @param watch the events that they look for
   * @throws OperatorException if a filter does not compile
   */
  public static Pipeline pipeline(
      List<WrittenStage> written,
      boolean outside,
      boolean stdout,
      Set<String> killEvents,
      Supplier<LineWriter> printer,
      ReadingOptions reading,
      Undecoded undecoded,
      Function<WrittenStage, Supplier<Stage>> outputs,
      Watch watch) {
    Supplier<Stage> print =
        () ->
            new PrintStage(
                printer.get(), type -> true, reading.jsonFull(), reading.printBad(), undecoded);
    List<StageSpec> stages = new ArrayList<>();
    for (WrittenStage stage : written) {
      if (!outside && stage.options() instanceof OutsideStageOptions) {
        continue;
      }
      stages.add(
          spec(
              stage,
              stage.directions(),
              reading.filters(),
              when(
                  stage,
                  reading.filters(),
                  watch.windows().apply(stage),
                  factory(
                      stage,
                      isPlain(stage) ? print : outputs.apply(stage),
                      reading.filters(),
                      false))));
    }
    if (stdout) {
      Supplier<Stage> last =
          watch.printsBehindEor() ? () -> new ConditionalStage(print.get(), watch::prints) : print;
      // It sees what leaves, so it comes last in either direction: one printer at each end.
      stages.add(0, printing(Direction.L, last));
      stages.add(printing(Direction.R, last));
    }
    if (watch.looks()) {
      // It sees what comes, in either direction.
      stages.add(0, looking(Direction.R, watch));
      stages.add(looking(Direction.L, watch));
    }
    return new Pipeline(stages, killEvents, watch.history()::raised);
  }

  /**
   * Looks whether a stage can be made.
   *
   * @throws OperatorException if a filter does not compile
   */
  public static void check(WrittenStage stage, Filter.Mode mode) {
    if (stage.options() instanceof SinkOptions sink) {
      try {
        SessionSink.check(sink);
      } catch (OperatorException e) {
        throw new OperatorException(
            "stage [" + stage.number() + "] " + stage.name() + ": " + e.getMessage(), e);
      }
    }
    if (stage.options() instanceof JudgeOptions) {
      when(stage, mode, null, factory(stage, null, mode, false));
    }
  }

  /**
   * A stage of a pipeline.
   *
   * @param mode how its filter is read
   * @param factory makes the stage
   */
  public static StageSpec spec(
      WrittenStage stage,
      Set<Direction> directions,
      Filter.Mode mode,
      Supplier<? extends Stage> factory) {
    JudgeOptions options = (JudgeOptions) stage.options();
    return new StageSpec(stage.name(), text(stage, mode), directions, options.silent(), factory);
  }

  /** The stage behind the filters of its option --if, while it is at work. */
  private static Supplier<Stage> when(
      WrittenStage stage, Filter.Mode mode, Predicate<Message> window, Supplier<Stage> factory) {
    List<String> filters = ((JudgeOptions) stage.options()).inputFilters();
    if (filters.isEmpty() && window == null) {
      return factory;
    }
    filters(stage, filters, mode);
    return () -> {
      Predicate<Message> matches = matchAll(stage, mode);
      Predicate<Message> concerned = window == null ? matches : window.and(matches);
      return stage.options() instanceof OutsideStageOptions options
          ? outside(stage, mode, options.values(), concerned, () -> {})
          : new ConditionalStage(factory.get(), concerned);
    };
  }

  private static Predicate<Message> matchAll(WrittenStage stage, Filter.Mode mode) {
    return matchAll(filters(stage, ((JudgeOptions) stage.options()).inputFilters(), mode));
  }

  private static Predicate<Message> matchAll(List<Filter> own) {
    return message -> own.stream().allMatch(f -> f.evaluate(message) == Filter.Result.MATCH);
  }

  /**
   * A stage that asks outside.
   *
   * @param mode how filters are read
   * @param concerned tells whether a message goes there
   * @param wake called from any thread when something has come back
   */
  public static OutsideStage outside(
      WrittenStage stage,
      Filter.Mode mode,
      OutsideOptions values,
      Predicate<Message> concerned,
      Runnable wake) {
    OutsideStageOptions options = (OutsideStageOptions) stage.options();
    Predicate<Message> wanted =
        options.outputFilters().isEmpty()
            ? null
            : matchAll(filters(stage, options.outputFilters(), mode));
    return new OutsideStage(
        stage.name(), values, options.channels(stage.name()), concerned, wanted, wake);
  }

  /**
   * Looks whether what stages ask can be reached from here.
   *
   * @throws OperatorException if something cannot
   */
  public static void checkOutside(List<WrittenStage> stages) {
    for (WrittenStage stage : stages) {
      if (stage.options() instanceof OutsideStageOptions options) {
        try {
          options.checkHere();
        } catch (OperatorException e) {
          throw new OperatorException(
              "stage [" + stage.number() + "] " + stage.name() + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** What the stage does depends on how its filter is read, and so does the policy's version. */
  private static String text(WrittenStage stage, Filter.Mode mode) {
    boolean filters = stage.options() instanceof FilterOptions;
    return filters && mode == Filter.Mode.BGPIPE
        ? "--filters bgpipe " + stage.text()
        : stage.text();
  }

  private static boolean isPlain(WrittenStage stage) {
    return stage.options() instanceof StdoutOptions options && options.isPlain();
  }

  private static StageSpec looking(Direction direction, Watch watch) {
    return new StageSpec(
        "events",
        "",
        EnumSet.of(direction),
        false,
        () -> new EventStage(watch.history()),
        StageSpec.Place.FRONT);
  }

  private static StageSpec printing(Direction direction, Supplier<Stage> print) {
    return new StageSpec(STDOUT, "-o", EnumSet.of(direction), false, print, StageSpec.Place.BACK);
  }

  /**
   * What makes a stage.
   *
   * @param sink what makes one that prints or counts
   * @param mode how its filter is read
   * @param whole whether what a filter removes are whole messages
   * @throws OperatorException if a filter does not compile
   */
  public static Supplier<Stage> factory(
      WrittenStage stage, Supplier<Stage> sink, Filter.Mode mode, boolean whole) {
    if (stage.options() instanceof FilterOptions options) {
      filters(stage, List.of(options.filter()), mode);
      GrepOptions values = whole ? options.values().ofWholeMessages() : options.values();
      return () -> new GrepStage(Filter.compile(options.filter(), mode), values);
    }
    if (stage.options() instanceof OutsideStageOptions options) {
      filters(stage, options.outputFilters(), mode);
      return () -> outside(stage, mode, options.values(), message -> true, () -> {});
    }
    if (stage.options() instanceof MetricsOptions options) {
      filters(stage, List.copyOf(options.rules().values()), mode);
      return sink;
    }
    if (stage.options() instanceof CheckOptions options) {
      return () -> new CheckStage(options.values());
    }
    if (stage.options() instanceof TagOptions options) {
      if (options.source() && !whole) {
        throw new OperatorException(
            "stage ["
                + stage.number()
                + "] "
                + stage.name()
                + ": --src is for files: in a session the messages of all sources are in one topic");
      }
      return options.source() ? sink : () -> options.stage(null);
    }
    if (stage.options() instanceof UpdateOptions options) {
      return () -> new UpdateStage(options.values(stage.text()));
    }
    if (stage.options() instanceof LimitOptions options) {
      return () -> new LimitStage(options.values());
    }
    return sink;
  }

  /**
   * Filters of a stage's options.
   *
   * @throws OperatorException if one does not compile
   */
  public static List<Filter> filters(WrittenStage stage, List<String> texts, Filter.Mode mode) {
    List<Filter> filters = new ArrayList<>();
    for (String text : texts) {
      try {
        filters.add(Filter.compile(text, mode));
      } catch (FilterSyntaxException e) {
        throw new OperatorException(
            "stage [" + stage.number() + "] " + stage.name() + ": " + e.getMessage(), e);
      }
    }
    return filters;
  }
}
