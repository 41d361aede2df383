package io.sluice.cli.command;

import io.sluice.cli.Console;
import io.sluice.cli.KafkaOptions;
import io.sluice.cli.OperatorException;
import io.sluice.cli.Options;
import io.sluice.cli.UsageException;
import io.sluice.cli.help.HelpText;
import io.sluice.cli.log.Logging;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.TopicAdmin.Report;
import io.sluice.schemas.TopicAdmin.Status;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Model.CommandSpec;

/** Creates the topics on a cluster, or tells how they stand. */
public final class TopicsCommand implements Command {
  private static final String ROW = "%-28s %-10s %10s %8s  %s%n";

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public String purpose() {
    return "create the topics on a cluster, or describe them";
  }

  private static String help(KafkaOptions options) {
    return new HelpText()
        .usage(
            "Usage: sluice topics [OPTIONS] create|describe",
            "create the topics that are missing, or tell how those there differ from what they"
                + " should be; exit status 1 when one is missing or differs")
        .options("Options:", CommandSpec.forAnnotatedObject(options).options())
        .toString();
  }

  @Override
  public int run(List<String> words, Console console) {
    KafkaOptions options = new KafkaOptions();
    String help = help(options);
    List<String> rest = Options.parse(options, help, words);
    if (rest.isEmpty()) {
      throw new UsageException(help, "say what to do: create or describe");
    }
    String action = rest.remove(0);
    // Options may stand on either side of the word.
    NoMoreWords.check(Options.parse(options, help, rest), help);
    if (!action.equals("create") && !action.equals("describe")) {
      throw new UsageException(help, "'" + action + "': say create or describe");
    }
    options.check();
    Logging.configure("warn", console.terminal());
    try (Admin admin = options.admin()) {
      TopicAdmin topics = options.topicAdmin(admin);
      return print(action.equals("create") ? topics.create() : topics.describe(), console);
    } catch (KafkaException e) {
      throw new OperatorException(e.getMessage(), e);
    }
  }

  private static int print(List<Report> reports, Console console) {
    console.out().printf(ROW, "TOPIC", "STATUS", "PARTITIONS", "REPLICAS", "HOLDS");
    boolean good = true;
    for (Report r : reports) {
      console
          .out()
          .printf(
              ROW, r.name(), word(r.status()), r.partitions(), r.replicas(), r.topic().purpose());
      r.remarks().forEach(remark -> console.out().println("  " + remark));
      good &= r.status() == Status.CREATED || r.status() == Status.AS_IT_SHOULD_BE;
    }
    return good ? 0 : 1;
  }

  private static String word(Status status) {
    return switch (status) {
      case CREATED -> "created";
      case AS_IT_SHOULD_BE -> "ok";
      case DIFFERS -> "differs";
      case MISSING -> "missing";
    };
  }
}
