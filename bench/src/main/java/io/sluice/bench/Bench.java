package io.sluice.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line of the measures: {@code bench/run MEASURE [OPTIONS] [-- MIDDLE...]}. Everything
 * behind the first {@code --} is the command of the program under test.
 */
@Command(
    name = "bench/run",
    description = "Measures of the whole program. Everything behind -- is the program under test.",
    mixinStandardHelpOptions = true,
    subcommands = {
      FilesCommand.class,
      LongCommand.class,
      ThroughCommand.class,
      RttCommand.class,
      KafkaCommand.class,
      MemoryCommand.class,
      LoadCommand.class,
      AllCommand.class,
      OutsideCommand.class,
      ClusterCommand.class
    })
public final class Bench {
  private static List<String> middle = List.of();

  private Bench() {}

  /** The command of the program under test; empty for none. */
  static List<String> middle() {
    return middle;
  }

  /** Runs a measure. */
  public static void main(String[] args) {
    int dashes = Arrays.asList(args).indexOf("--");
    String[] own = dashes < 0 ? args : Arrays.copyOf(args, dashes);
    if (dashes >= 0) {
      middle = List.of(Arrays.copyOfRange(args, dashes + 1, args.length));
    }
    CommandLine line = new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          // A file that is not there, a program that does not come up: its words say all.
          if (e instanceof IOException || e instanceof IllegalArgumentException) {
            System.err.println(e.getMessage());
            return 1;
          }
          throw e;
        });
    if (own.length == 0) {
      line.usage(System.err);
      System.exit(2);
    }
    System.exit(line.execute(own));
  }
}
