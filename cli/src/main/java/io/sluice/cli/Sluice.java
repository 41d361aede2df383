package io.sluice.cli;

import io.sluice.cli.command.BrokerCommand;
import io.sluice.cli.command.Command;
import io.sluice.cli.command.RunCommand;
import io.sluice.cli.command.TopicsCommand;
import io.sluice.cli.command.VersionCommand;
import io.sluice.cli.config.ConfigCommand;
import io.sluice.cli.demo.DemoCommand;
import io.sluice.cli.doctor.DoctorCommand;
import io.sluice.cli.load.LoadCommand;
import io.sluice.cli.log.LogProvider;
import io.sluice.cli.log.Logging;
import io.sluice.cli.run.live.Half;
import java.nio.file.InvalidPathException;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The sluice command. What follows it is a pipeline, with global options in front, or the name of a
 * command and what that takes.
 */
public final class Sluice {
  static {
    // Commands have loggers.
    LogProvider.install();
    // Looking for it opens every jar there is, a tenth of the time that a short command takes.
    System.setProperty("picocli.disable.closures", "true");
  }

  private static final List<Command> COMMANDS =
      List.of(
          new RunCommand(Half.PROXY),
          new RunCommand(Half.FILTERS),
          new LoadCommand(),
          new BrokerCommand(),
          new TopicsCommand(),
          new ConfigCommand(),
          new DoctorCommand(),
          new DemoCommand(),
          new VersionCommand());

  private Sluice() {}

  /** Runs the command and ends the process with its exit status. */
  public static void main(String[] args) {
    Console console = Console.system();
    EnvironmentProxies.install(console.environment());
    System.exit(run(List.of(args), console));
  }

  /**
   * Runs the command.
   *
   * @param args the words after "sluice"
   * @return exit status: 0 for success, 1 for an error or a session killed, 2 for wrong options, 3
   *     when messages that were to be printed did not decode
   */
  public static int run(List<String> args, Console console) {
    try {
      if (args.isEmpty()) {
        console.err().print(help());
        return 1;
      }
      String first = args.get(0);
      if (first.equals("help")) {
        throw new HelpRequest(help());
      }
      for (Command command : COMMANDS) {
        if (command.name().equals(first)) {
          return command.run(args.subList(1, args.size()), console);
        }
      }
      return new RunCommand(Half.BOTH).run(args, console);
    } catch (HelpRequest e) {
      console.err().print(e.getMessage());
      return 0;
    } catch (UsageException e) {
      console.err().print(e.help());
      console.err().println("error: " + e.getMessage());
      return 2;
    } catch (InvalidPathException e) {
      return failed(
          "no file can have the name "
              + e.getInput()
              + ": "
              + e.getReason()
              + "; names of other letters than ASCII need a locale such as LC_ALL=C.UTF-8",
          console);
    } catch (OperatorException e) {
      return failed(e.getMessage(), console);
    } finally {
      console.out().flush();
    }
  }

  private static int failed(String what, Console console) {
    if (Logging.isJson()) {
      LoggerFactory.getLogger(Sluice.class).error(what);
    } else {
      console.err().println("error: " + what);
    }
    return 1;
  }

  private static String help() {
    return RunCommand.help(Half.BOTH, COMMANDS);
  }
}
