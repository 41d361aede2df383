package io.sluice.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reads a command's options: they end at the first word that is none, as bgpipe has it, and what
 * follows is handed back.
 */
public final class Options {
  private Options() {}

  /**
   * Fills an object whose fields are annotated.
   *
   * @param target the object
   * @param help its help, made when it is asked for and when an option is wrong
   * @param words what was written after the command's name
   * @return the words after the options
   * @throws UsageException if an option is unknown or its value wrong
   * @throws HelpRequest if -h is among them
   */
  public static List<String> parse(Object target, Supplier<String> help, List<String> words) {
    return parse(target, help, List.of(), words);
  }

  /**
   * Fills an object whose fields are annotated.
   *
   * @param given options, as --NAME or --NAME=VALUE, that hold unless the words say otherwise;
   *     those that the object does not have are passed over
   */
  public static List<String> parse(
      Object target, Supplier<String> help, List<String> given, List<String> words) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(target);
    spec.addOption(
        CommandLine.Model.OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .usageHelp(true)
            .build());
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build());
    CommandLine line =
        new CommandLine(spec)
            .setStopAtPositional(true)
            .setOverwrittenOptionsAllowed(true)
            .setExpandAtFiles(false)
            .registerConverter(Duration.class, new GoDuration());
    try {
      List<String> all = new ArrayList<>(given);
      all.removeIf(word -> spec.findOption(word.split("=", 2)[0]) == null);
      all.addAll(words);
      ParseResult result = line.parseArgs(all.toArray(new String[0]));
      if (result.isUsageHelpRequested()) {
        throw new HelpRequest(help.get());
      }
      return new ArrayList<>(result.matchedPositionalValue(0, List.<String>of()));
    } catch (UnmatchedArgumentException e) {
      String nearest = e.getSuggestions().isEmpty() ? "" : e.getSuggestions().get(0);
      throw new UsageException(
          help.get(),
          e.getMessage()
              + (nearest.startsWith("-") && e.isUnknownOption()
                  ? "; the nearest is " + nearest
                  : ""));
    } catch (ParameterException e) {
      throw new UsageException(help.get(), e.getMessage());
    }
  }
}
