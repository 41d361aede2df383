package io.sluice.cli.command;

import io.sluice.cli.Console;
import io.sluice.cli.KafkaOptions;
import io.sluice.cli.OperatorException;
import io.sluice.cli.Options;
import io.sluice.cli.RegistryOptions;
import io.sluice.cli.UsageException;
import io.sluice.cli.config.Config;
import io.sluice.cli.config.ConfigOption;
import io.sluice.cli.config.Use;
import io.sluice.cli.help.HelpText;
import io.sluice.cli.log.LogFormat;
import io.sluice.cli.log.Logging;
import io.sluice.cli.run.live.FirstAnswer;
import io.sluice.schemas.Topic;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.TopicAdmin.Report;
import io.sluice.schemas.TopicAdmin.Status;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.cluster.KafkaTools;
import io.sluice.schemas.cluster.Need;
import io.sluice.schemas.cluster.Part;
import io.sluice.schemas.registry.RegistryException;
import io.sluice.schemas.registry.RegistrySettings;
import io.sluice.schemas.registry.RestSchemaRegistry;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.SchemaRegistry;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Creates the topics on a cluster, tells how they stand, or who has to be allowed what. */
public final class TopicsCommand implements Command {
  private static final String ROW = "%-28s %-10s %10s %8s  %s%n";
  private static final List<String> ACTIONS = List.of("create", "describe", "acls");

  /** Its options. */
  static final class TopicsOptions {
    @Option(
        names = "--user",
        paramLabel = "string",
        defaultValue = "sluice-",
        description = "acls: how the names of the users begin, one for each part")
    String user;

    @Mixin ConfigOption config = new ConfigOption();

    @Mixin KafkaOptions kafka = new KafkaOptions();

    @Mixin RegistryOptions registry = new RegistryOptions();
  }

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public String purpose() {
    return "create the topics on a cluster, or describe them";
  }

  private static String help(TopicsOptions options) {
    return new HelpText()
        .usage(
            "Usage: sluice topics [OPTIONS] create|describe|acls",
            "create the topics that are missing and register their schemas; tell how those there"
                + " differ from what they should be (exit status 1 when one is missing or"
                + " differs); or print the commands that allow each part the least it needs")
        .options("Options:", CommandSpec.forAnnotatedObject(options).options())
        .toString();
  }

  @Override
  public int run(List<String> words, Console console) {
    String help = help(new TopicsOptions());
    List<String> rest = Options.parse(new TopicsOptions(), () -> help, words);
    if (rest.isEmpty()) {
      throw new UsageException(help, "say what to do: create, describe or acls");
    }
    String action = rest.get(0);
    // Options may stand on either side of the word.
    List<String> both = new ArrayList<>(words.subList(0, words.size() - rest.size()));
    both.addAll(rest.subList(1, rest.size()));
    TopicsOptions options = options(both, help, console);
    if (!ACTIONS.contains(action)) {
      throw new UsageException(help, "'" + action + "': say create, describe or acls");
    }
    options.kafka.check();
    Logging.configure("warn", LogFormat.text(console.terminal()));
    if (action.equals("acls")) {
      return acls(options, console);
    }
    try (Admin admin = options.kafka.admin()) {
      FirstAnswer.await(admin, options.kafka.client());
      TopicAdmin topics = options.kafka.topicAdmin(admin);
      if (action.equals("describe")) {
        return print(topics.describe(), options, console);
      }
      int status = print(topics.create(), options, console);
      if (status == 0) {
        register(options);
      }
      return status;
    } catch (KafkaException e) {
      throw new OperatorException(ClientFault.of(e, options.kafka.client()).text(), e);
    } catch (RegistryException e) {
      throw new OperatorException(e.getMessage(), e);
    }
  }

  private static TopicsOptions options(List<String> words, String help, Console console) {
    TopicsOptions options = new TopicsOptions();
    NoMoreWords.check(Options.parse(options, () -> help, words), help);
    if (options.config.file() == null) {
      return options;
    }
    Config config = Config.checked(options.config.file(), console.environment(), Use.CLUSTER);
    options = new TopicsOptions();
    Options.parse(options, () -> help, config.words(), words);
    config.apply(options.kafka, options.registry);
    return options;
  }

  /** So that the parts find their schemas, and none has to be allowed to write any. */
  private static void register(TopicsOptions options) {
    RegistrySettings settings = options.registry.settings();
    try (SchemaRegistry registry =
        settings == null
            ? new TopicSchemaRegistry(
                options.kafka.topics().name(Topic.SCHEMAS), options.kafka.client())
            : new RestSchemaRegistry(settings)) {
      SchemaIds.register(registry, options.kafka.topics());
    }
  }

  private static int acls(TopicsOptions options, Console console) {
    KafkaTools tools = options.kafka.tools();
    for (Part part : Part.values()) {
      for (Need need : part.needs(options.kafka.topics(), !options.registry.named())) {
        console.out().println(tools.allow("User:" + options.user + part.word(), need));
      }
    }
    return 0;
  }

  private static int print(List<Report> reports, TopicsOptions options, Console console) {
    console.out().printf(ROW, "TOPIC", "STATUS", "PARTITIONS", "REPLICAS", "HOLDS");
    boolean good = true;
    for (Report r : reports) {
      if (r.topic() == Topic.SCHEMAS && options.registry.named()) {
        continue;
      }
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
      case HIDDEN -> "hidden";
    };
  }
}
