package io.sluice.cli.demo;

import io.sluice.cli.Console;
import io.sluice.cli.OperatorException;
import io.sluice.cli.Options;
import io.sluice.cli.StopSignal;
import io.sluice.cli.UsageException;
import io.sluice.cli.command.Command;
import io.sluice.cli.help.HelpText;
import io.sluice.cli.log.LogFormat;
import io.sluice.cli.log.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Shows what Sluice does, on a machine that has neither a router nor Kafka. */
public final class DemoCommand implements Command {
  /** It has no options of its own. */
  @picocli.CommandLine.Command(name = "demo")
  private static final class None {}

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String purpose() {
    return "show it at work between two built-in speakers";
  }

  @Override
  public int run(List<String> words, Console console) {
    String help =
        new HelpText()
            .usage(
                "Usage: sluice demo",
                "run two BGP speakers with real tables and a pipeline between them, and tell what"
                    + " it did; needs no router, no Kafka and no root")
            .toString();
    List<String> rest = Options.parse(new None(), () -> help, words);
    if (!rest.isEmpty()) {
      throw new UsageException(help, "'" + rest.get(0) + "' has no meaning here");
    }
    Logging.configure("warn", LogFormat.text(console.terminal()));
    Path data = null;
    try (StopSignal stop = StopSignal.install()) {
      data = Files.createTempDirectory("sluice-demo-");
      try (Demo demo = new Demo(console, stop)) {
        demo.start(data);
        demo.cross();
        demo.summarize();
        demo.refuseLater();
        demo.next();
      }
      return 0;
    } catch (IOException e) {
      throw new OperatorException("the demo failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } finally {
      delete(data);
    }
  }

  private static void delete(Path data) {
    if (data == null) {
      return;
    }
    try (Stream<Path> all = Files.walk(data)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new OperatorException("cannot remove " + data + ": " + e, e);
    }
  }
}
