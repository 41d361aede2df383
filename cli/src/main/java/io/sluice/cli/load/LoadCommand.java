package io.sluice.cli.load;

import io.sluice.cli.Console;
import io.sluice.cli.OperatorException;
import io.sluice.cli.Options;
import io.sluice.cli.StopSignal;
import io.sluice.cli.UsageException;
import io.sluice.cli.broker.DataFolder;
import io.sluice.cli.command.Command;
import io.sluice.cli.config.Config;
import io.sluice.cli.config.Use;
import io.sluice.cli.help.HelpText;
import io.sluice.cli.metrics.Metrics;
import io.sluice.cli.run.live.Cluster;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.TableStyle;
import io.sluice.mrt.load.LoadInput;
import io.sluice.mrt.load.LoadOptions;
import io.sluice.mrt.load.LoadResult;
import io.sluice.mrt.load.Loader;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.cluster.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Puts archives into the topics. */
public final class LoadCommand implements Command {
  @Override
  public String name() {
    return "load";
  }

  @Override
  public String purpose() {
    return "put archives into the topics";
  }

  private static String help() {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new LoadWords());
    List<OptionSpec> own = new ArrayList<>(HelpText.own(spec));
    own.addAll(spec.mixins().get("input").options());
    own.addAll(spec.mixins().get("log").options());
    own.addAll(spec.mixins().get("config").options());
    own.addAll(HelpText.own(spec.mixins().get("http")));
    List<OptionSpec> kafka = new ArrayList<>(spec.mixins().get("kafka").options());
    kafka.addAll(spec.mixins().get("registry").options());
    return new HelpText()
        .usage(
            "Usage: sluice load [OPTIONS] FILE|GLOB|URL...",
            "put archives into the topics, in order of time, each record once; a load that was"
                + " stopped goes on where it was when it is run again")
        .align(kafka)
        .options("Options:", own)
        .options("Kafka Options:", kafka)
        .toString();
  }

  @Override
  public int run(List<String> args, Console console) {
    LoadWords words = new LoadWords();
    List<String> files = Options.parse(words, LoadCommand::help, args);
    if (words.config.file() != null) {
      Config config = Config.checked(words.config.file(), console.environment(), Use.CLUSTER);
      words = new LoadWords();
      // The port that the file names is another process's.
      List<String> given = new ArrayList<>(config.words());
      given.removeIf(word -> word.startsWith("--http"));
      files = Options.parse(words, LoadCommand::help, given, args);
      config.apply(words.kafka, words.registry);
    }
    words.log.apply(console);
    if (files.isEmpty()) {
      throw new UsageException(help(), "name the archives to load: files, globs or URLs");
    }
    words.kafka.check();
    LoadOptions options = words.values(files);
    ReadOptions reading =
        ReadOptions.DEFAULT.withTables(TableStyle.ROUTER).withFormat(words.input.format());
    Metrics metrics = words.http.wanted() ? Metrics.asked() : Metrics.unasked();
    try (StopSignal stop = StopSignal.install();
        LoadPort port = LoadPort.open(words.http, metrics, console);
        Cluster cluster =
            words.kafka.named()
                ? Cluster.named(
                    words.kafka, words.registry.settings(), Set.of(Part.LOAD), stop::isStopping)
                : Cluster.embedded(
                    DataFolder.choose(words.data, console.environment()), words.kafka)) {
      port.loading(cluster);
      return load(options, reading, cluster, stop, metrics, console);
    }
  }

  private static int load(
      LoadOptions options,
      ReadOptions reading,
      Cluster cluster,
      StopSignal stop,
      Metrics metrics,
      Console console) {
    long size = 0;
    for (LoadInput input : options.inputs()) {
      size = size < 0 || input.size() < 0 ? -1 : size + input.size();
    }
    long began = System.nanoTime();
    LoadResult result;
    Map<String, Object> client = new HashMap<>(cluster.client());
    try (ShownProgress progress = new ShownProgress(console, size)) {
      Loader loader =
          new Loader(
              options,
              reading,
              metrics.counted(cluster.client()),
              cluster.topics(),
              cluster.schemas(),
              new LoadMeters(progress, metrics.registry()),
              stop::isStopping);
      client.put("transactional.id", loader.job());
      result = loader.run();
    } catch (IOException e) {
      throw new OperatorException(e.getMessage(), e);
    } catch (KafkaException e) {
      throw new OperatorException(reason(e, client), e);
    }
    tell(result, (System.nanoTime() - began) / 1e9, console);
    return result.complete() && result.damages() == 0 ? 0 : 1;
  }

  /** Why a load stopped. Brokers say in either of two ways that another has taken its place. */
  static String reason(KafkaException e, Map<String, Object> client) {
    return e instanceof ProducerFencedException || e instanceof InvalidProducerEpochException
        ? "another load with this job's name has taken over"
        : "the load stopped: " + ClientFault.of(e, client).text() + "; run it again to go on";
  }

  private static void tell(LoadResult r, double seconds, Console console) {
    console
        .out()
        .printf(
            "%s: %,d messages and %,d changes of state in %.1f s%s%s%s%n",
            r.job(),
            r.messages(),
            r.states(),
            seconds,
            r.resumed() > 0
                ? String.format("; %,d records were dealt with before", r.resumed())
                : "",
            r.left() > 0 ? String.format("; %,d were not chosen", r.left()) : "",
            r.damages() > 0 ? String.format("; %,d times something was lost", r.damages()) : "");
    if (!r.complete()) {
      console.out().println("stopped before the end: run it again to go on");
    }
  }
}
