package io.sluice.cli.doctor;

import io.sluice.cli.Console;
import io.sluice.cli.OperatorException;
import io.sluice.cli.UsageException;
import io.sluice.cli.command.Command;
import io.sluice.cli.command.RunCommand;
import io.sluice.cli.help.HelpText;
import io.sluice.cli.log.Logging;
import io.sluice.cli.run.live.Half;
import io.sluice.cli.run.live.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Looks at each hop of a run in turn, and says what is wrong and how to mend it. */
public final class DoctorCommand implements Command {
  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public String purpose() {
    return "find out what is wrong with a run, and how to mend it";
  }

  private static String help() {
    CommandSpec run = CommandSpec.forAnnotatedObject(new io.sluice.cli.RunOptions());
    List<OptionSpec> own =
        new ArrayList<>(CommandSpec.forAnnotatedObject(new DoctorOptions()).options());
    own.removeIf(option -> run.findOption(option.longestName()) != null);
    return new HelpText()
        .usage(
            """
            Usage: sluice doctor [proxy|filters] [OPTIONS] [--] STAGE1 ...
                   sluice doctor [proxy|filters|load] [OPTIONS] -c FILE
                   sluice doctor [proxy|filters|load] [OPTIONS] --kafka HOST:PORT\
            """,
            "look at each hop of a run, whose command line is to follow; nothing is started, and a"
                + " session that stands is left alone; exit status 1 when something fails")
        .options("Options, beside those of a run (sluice -h):", own)
        .list(
            "Checks, by the names that --only and --skip take:",
            Checks.of(null, List.of()).stream()
                .map(c -> new String[] {c.name(), c.purpose()})
                .toList())
        .toString();
  }

  @Override
  public int run(List<String> words, Console console) {
    Half half =
        Stream.of(Half.PROXY, Half.FILTERS, Half.LOAD)
            .filter(h -> !words.isEmpty() && h.word().equals(words.get(0)))
            .findFirst()
            .orElse(Half.BOTH);
    List<String> line = half == Half.BOTH ? words : words.subList(1, words.size());
    RunCommand run = new RunCommand(half);
    DoctorOptions options = new DoctorOptions();
    run.options(line, options, DoctorCommand::help);
    Set<String> chosen = chosen(options, half);
    // What the parts of the program would log, the checks say.
    if (options.log().level().equals("info")) {
      Logging.level("disabled");
    } else {
      options.log().apply(console);
    }
    Printer printer = new Printer(console, options.json);
    try {
      Plan plan = run.planWithoutStages(line, console, DoctorOptions::new, DoctorCommand::help);
      examine(plan, ConfigurationCheck.of(plan, console), options, chosen, printer);
    } catch (OperatorException e) {
      tell(ConfigurationCheck.of(e.getMessage()), chosen, printer);
    }
    return printer.end() ? 0 : 1;
  }

  private static Set<String> chosen(DoctorOptions options, Half half) {
    Set<String> all =
        half == Half.LOAD
            ? Checks.OF_A_LOAD
            : Checks.of(null, List.of()).stream().map(Check::name).collect(Collectors.toSet());
    for (String name : Stream.concat(options.only.stream(), options.skip.stream()).toList()) {
      if (!all.contains(name)) {
        throw new UsageException(
            help(), "there is no check '" + name + "'" + (half == Half.LOAD ? " for a load" : ""));
      }
    }
    Set<String> chosen = new HashSet<>(options.only.isEmpty() ? all : options.only);
    options.skip.forEach(chosen::remove);
    return chosen;
  }

  private static void examine(
      Plan plan,
      List<Finding> configuration,
      DoctorOptions options,
      Set<String> chosen,
      Printer printer) {
    try (Patient patient = new Patient(plan, where(plan))) {
      List<Check> checks =
          Checks.of(patient, configuration).stream()
              .filter(check -> chosen.contains(check.name()))
              .toList();
      new Examination(checks, patient.client(), options.timeout).run(printer::tell);
    }
  }

  /** What is written so cannot be run: there is nothing else to look at. */
  private static void tell(List<Finding> configuration, Set<String> chosen, Printer printer) {
    for (Check check : Checks.of(null, configuration)) {
      if (check.name().equals("configuration")) {
        printer.tell(check, configuration);
      } else if (chosen.contains(check.name())) {
        printer.tell(check, List.of(Finding.unchecked("needs configuration")));
      }
    }
  }

  /** The options that name what is examined, for commands that are told. */
  private static String where(Plan plan) {
    if (plan.options().config() != null) {
      return " -c " + plan.options().config();
    }
    Map<String, Object> client =
        plan.options().kafka().named() ? plan.options().kafka().client() : Map.of();
    return client.isEmpty() ? "" : " --kafka " + client.get("bootstrap.servers") + " ...";
  }
}
