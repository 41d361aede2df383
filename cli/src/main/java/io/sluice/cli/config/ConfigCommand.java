package io.sluice.cli.config;

import io.sluice.cli.Console;
import io.sluice.cli.Options;
import io.sluice.cli.UsageException;
import io.sluice.cli.command.Command;
import io.sluice.cli.help.HelpText;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** Looks at a configuration file, and lists what one may hold. */
public final class ConfigCommand implements Command {
  private static final List<String[]> ACTIONS =
      List.of(
          new String[] {"check FILE", "tell all that is wrong; exit status 1 when anything is"},
          new String[] {
            "show FILE", "print it as it is understood: with defaults, without secrets"
          },
          new String[] {"reference", "list all keys that there are"});

  /** It has no options but -h. */
  @CommandLine.Command(name = "config")
  private static final class NoOptions {}

  @Override
  public String name() {
    return "config";
  }

  @Override
  public String purpose() {
    return "check or show a configuration file, list all keys";
  }

  @Override
  public int run(List<String> words, Console console) {
    String help =
        new HelpText()
            .usage(
                "Usage: sluice config check FILE | show FILE | reference",
                "look at a configuration file; nothing is started")
            .list("What to do:", ACTIONS)
            .toString();
    List<String> rest = Options.parse(new NoOptions(), () -> help, words);
    String action = rest.isEmpty() ? "" : rest.get(0);
    int wanted = action.equals("reference") ? 1 : 2;
    if (!List.of("check", "show", "reference").contains(action) || rest.size() != wanted) {
      throw new UsageException(help, "say what to do: check FILE, show FILE or reference");
    }
    if (action.equals("reference")) {
      console.out().print(Reference.text());
      return 0;
    }
    Path path = Path.of(rest.get(1));
    Config config = Config.read(path, console.environment(), Use.CHECK);
    if (action.equals("show")) {
      return show(path, config, console);
    }
    config.problems().forEach(p -> console.out().println(path + ": " + p));
    int errors = config.errors().size();
    if (errors == 0) {
      console.out().println(path + ": " + config.summary() + ", no errors");
      return 0;
    }
    console.out().println(path + ": " + (errors == 1 ? "1 error" : errors + " errors"));
    return 1;
  }

  private static int show(Path path, Config config, Console console) {
    if (!config.errors().isEmpty()) {
      config.errors().forEach(p -> console.err().println(path + ": " + p));
      return 1;
    }
    console.out().print(config.show());
    return 0;
  }
}
