package io.sluice.cli.command;

import io.sluice.cli.Console;
import io.sluice.cli.OperatorException;
import io.sluice.cli.Options;
import io.sluice.cli.StopSignal;
import io.sluice.cli.broker.DataFolder;
import io.sluice.cli.broker.EmbeddedBroker;
import io.sluice.cli.broker.LocalRegistry;
import io.sluice.cli.help.HelpText;
import io.sluice.cli.log.LogOptions;
import io.sluice.cli.pipeline.HostPort;
import io.sluice.schemas.Topics;
import java.net.InetSocketAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Runs the embedded broker alone, with a schema registry beside it. */
public final class BrokerCommand implements Command {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerCommand.class);

  /** Its options. */
  static final class BrokerOptions {
    @Option(
        names = "--listen",
        paramLabel = "string",
        description = "address for clients, HOST:PORT (default: a port of 127.0.0.1, kept)")
    String listen;

    @Option(
        names = "--advertise",
        paramLabel = "string",
        description = "address that clients are told, HOST:PORT (default: that of --listen)")
    String advertise;

    @Option(
        names = "--data",
        paramLabel = "string",
        description = "data folder (default $SLUICE_DATA, else ~/.local/state/sluice)")
    String data;

    @Option(
        names = "--topic-prefix",
        paramLabel = "string",
        defaultValue = "",
        description = "prefix of the topic that keeps the schemas")
    String topicPrefix;

    @Mixin LogOptions log = new LogOptions();
  }

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public String purpose() {
    return "run the embedded Kafka broker alone";
  }

  @Override
  public int run(List<String> words, Console console) {
    BrokerOptions options = new BrokerOptions();
    String help =
        new HelpText()
            .usage(
                "Usage: sluice broker [OPTIONS]",
                "run the embedded Kafka broker and its schema registry until stopped")
            .options("Options:", CommandSpec.forAnnotatedObject(options).options())
            .toString();
    NoMoreWords.check(Options.parse(options, () -> help, words), help);
    options.log.apply(console);
    DataFolder data = DataFolder.choose(options.data, console.environment());
    InetSocketAddress listen = null;
    if (options.listen != null) {
      listen = HostPort.parse(options.listen).resolve(0);
      if (listen.getAddress().isAnyLocalAddress() && options.advertise == null) {
        throw new OperatorException(
            "--listen " + options.listen + ": say with --advertise HOST:PORT how clients find it");
      }
    }
    try (StopSignal stop = StopSignal.install();
        EmbeddedBroker broker = EmbeddedBroker.start(data, listen, options.advertise);
        LocalRegistry registry = LocalRegistry.start(broker, new Topics(options.topicPrefix))) {
      broker.onEnd(why -> stop.stop(1));
      LOG.info("broker at {}, data in {}", broker.bootstrap(), data.path());
      LOG.info("schema registry at {}", registry.url());
      int status = stop.await();
      LOG.info("stopping");
      return status;
    }
  }
}
