package io.sluice.cli.command;

import io.sluice.cli.Console;
import io.sluice.cli.HelpRequest;
import io.sluice.cli.OperatorException;
import io.sluice.cli.Options;
import io.sluice.cli.RunOptions;
import io.sluice.cli.Version;
import io.sluice.cli.config.Config;
import io.sluice.cli.config.Use;
import io.sluice.cli.help.HelpText;
import io.sluice.cli.pipeline.EndOptions;
import io.sluice.cli.pipeline.FilePipeline;
import io.sluice.cli.pipeline.PipelineParser;
import io.sluice.cli.pipeline.SourceOptions;
import io.sluice.cli.pipeline.StageKinds;
import io.sluice.cli.pipeline.WrittenPipeline;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.cli.run.file.FilePlan;
import io.sluice.cli.run.file.FileRun;
import io.sluice.cli.run.live.Half;
import io.sluice.cli.run.live.Plan;
import io.sluice.cli.run.live.Run;
import io.sluice.cli.run.live.WrittenRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs a pipeline, or one half of it, or explains it. */
public final class RunCommand implements Command {
  private static final String END = "--";

  private final Half half;

  /**
   * @param half how much of the pipeline to run
   */
  public RunCommand(Half half) {
    this.half = half;
  }

  @Override
  public String name() {
    return half.word();
  }

  @Override
  public String purpose() {
    return half.purpose();
  }

  /** The help of "sluice", or of one half. */
  public static String help(Half half, List<Command> commands) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new RunOptions());
    List<OptionSpec> reading = new ArrayList<>(spec.mixins().get("context").options());
    reading.addAll(spec.mixins().get("reading").options());
    List<OptionSpec> own = new ArrayList<>(HelpText.own(spec));
    own.addAll(spec.mixins().get("log").options());
    own.addAll(spec.mixins().get("config").options());
    own.addAll(HelpText.own(spec.mixins().get("http")));
    own.addAll(spec.mixins().get("trace").options());
    List<OptionSpec> kafka = new ArrayList<>(spec.mixins().get("kafka").options());
    kafka.addAll(spec.mixins().get("registry").options());
    String word = half.word().isEmpty() ? "sluice" : "sluice " + half.word();
    HelpText help =
        new HelpText()
            .usage(
                "Usage: " + word + " [OPTIONS] [--] STAGE1 [OPTIONS] [ARG] [--] STAGE2 ...",
                half == Half.BOTH ? "" : half.purpose() + "; the command line is that of the whole")
            .align(kafka)
            .align(reading)
            .options("Options:", own)
            .options("Options for reading and printing messages:", reading)
            .options("Kafka Options:", kafka)
            .list("Supported stages (run stage -h to get its help)", StageKinds.list());
    if (!commands.isEmpty()) {
      help.list(
          "Commands (run command -h to get its help)",
          commands.stream().map(c -> new String[] {c.name(), c.purpose()}).toList());
    }
    return help.toString();
  }

  @Override
  public int run(List<String> words, Console console) {
    RunOptions options = new RunOptions();
    List<String> rest = options(words, options, () -> help(half, List.of()));
    if (options.version()) {
      throw new HelpRequest(Version.text());
    }
    options.log().apply(console);
    if (options.config() != null) {
      return configured(words, rest, options.config(), console);
    }
    List<WrittenStage> stages = stages(half, rest, console);
    if (half == Half.BOTH && isOfFiles(stages, options)) {
      return files(stages, options, console);
    }
    Plan plan = plan(half, options, stages, console);
    if (options.explain()) {
      console.out().print(plan.explain());
      return 0;
    }
    return new Run(plan).untilStopped();
  }

  /** Runs what a file says. */
  private int configured(List<String> words, List<String> rest, Path file, Console console) {
    refuseStages(rest);
    Plan plan = configured(words, file, console, RunOptions::new, () -> help(half, List.of()));
    plan.options().log().apply(console);
    if (plan.options().explain()) {
      console.out().print(plan.explain());
      return 0;
    }
    return new Run(
            plan,
            () -> configured(words, file, console, RunOptions::new, () -> help(half, List.of())))
        .untilStopped();
  }

  private static void refuseStages(List<String> rest) {
    rest.removeIf(END::equals);
    if (!rest.isEmpty()) {
      throw new OperatorException(
          "with -c the file has the sessions and the pipeline: leave '" + rest.get(0) + "' out");
    }
  }

  /** Reads a file, with the options that stand beside it. */
  private Plan configured(
      List<String> words,
      Path file,
      Console console,
      Supplier<? extends RunOptions> made,
      Supplier<String> help) {
    Config config = Config.checked(file, console.environment(), Use.of(half));
    RunOptions options = made.get();
    options(words, config.words(), options, help);
    options.configure(config);
    if (options.session() != null) {
      throw new OperatorException("--session: with -c, sessions have the names that the file says");
    }
    refuseInput(options);
    return new Plan(half, options, config.run(), console);
  }

  private static boolean isOfFiles(List<WrittenStage> stages, RunOptions options) {
    return stages.stream().noneMatch(stage -> stage.options() instanceof EndOptions)
        && (options.stdin()
            || stages.stream().anyMatch(stage -> stage.options() instanceof SourceOptions));
  }

  private static int files(List<WrittenStage> stages, RunOptions options, Console console) {
    FilePlan plan =
        new FilePlan(options, new FilePipeline(stages, options.stdin(), options.stdout()), console);
    if (options.explain()) {
      console.out().print(plan.explain());
      return 0;
    }
    return new FileRun(plan).untilDone();
  }

  /**
   * Reads a whole command line.
   *
   * @throws OperatorException if it cannot be run
   */
  public static Plan plan(Half half, List<String> words, Console console) {
    RunOptions options = new RunOptions();
    RunCommand command = new RunCommand(half);
    List<String> rest = command.options(words, options, () -> help(half, List.of()));
    return plan(half, options, stages(half, rest, console), console);
  }

  /**
   * Reads what would run, for a command that only looks at it: without stages, it is the cluster
   * alone.
   *
   * @param made makes the options: those of a run, and maybe more
   * @param help the help of that command
   * @throws OperatorException if it cannot be run
   */
  public Plan planWithoutStages(
      List<String> words,
      Console console,
      Supplier<? extends RunOptions> made,
      Supplier<String> help) {
    RunOptions options = made.get();
    List<String> rest = options(words, options, help);
    if (options.config() != null) {
      refuseStages(rest);
      return configured(words, options.config(), console, made, help);
    }
    List<WrittenStage> stages = PipelineParser.parse(rest, console.environment());
    if (stages.isEmpty() && options.kafka().named()) {
      return new Plan(
          half, options, new WrittenRun(List.of(), List.of(), Map.of(), false), console);
    }
    return plan(half, options, stages, console);
  }

  /**
   * Reads the options in front of the stages.
   *
   * @param options takes them
   * @param help the help of the command
   * @return the words behind them
   */
  public List<String> options(List<String> words, RunOptions options, Supplier<String> help) {
    return options(words, List.of(), options, help);
  }

  private static List<String> options(
      List<String> words, List<String> given, RunOptions options, Supplier<String> help) {
    int end = words.indexOf(END);
    List<String> before = end < 0 ? words : words.subList(0, end);
    List<String> rest = new ArrayList<>(Options.parse(options, help, given, before));
    if (end >= 0) {
      rest.addAll(words.subList(end, words.size()));
    }
    return rest;
  }

  private static List<WrittenStage> stages(Half half, List<String> stageWords, Console console) {
    List<WrittenStage> stages = PipelineParser.parse(stageWords, console.environment());
    if (stages.isEmpty()) {
      console.err().print(help(half, List.of()));
      throw new OperatorException("need at least 1 stage");
    }
    return stages;
  }

  private static Plan plan(
      Half half, RunOptions options, List<WrittenStage> stages, Console console) {
    WrittenPipeline written = new WrittenPipeline(stages, options.stdout());
    if (options.stdin()) {
      written = written.withStandardInput(options.stdinWait());
    }
    return new Plan(half, options, WrittenRun.of(written, options), console);
  }

  private static void refuseInput(RunOptions options) {
    if (options.stdin()) {
      throw new OperatorException("--stdin and --stdin-wait are for the command line, without -c");
    }
  }
}
