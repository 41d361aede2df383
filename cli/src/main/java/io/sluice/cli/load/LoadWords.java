package io.sluice.cli.load;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Prefix;
import io.sluice.cli.KafkaOptions;
import io.sluice.cli.OperatorException;
import io.sluice.cli.RegistryOptions;
import io.sluice.cli.config.ConfigOption;
import io.sluice.cli.http.HttpOptions;
import io.sluice.cli.log.LogOptions;
import io.sluice.cli.pipeline.InputFormat;
import io.sluice.cli.pipeline.Times;
import io.sluice.mrt.load.LoadInput;
import io.sluice.mrt.load.LoadOptions;
import io.sluice.mrt.load.WantedPeers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code sluice load}. */
final class LoadWords {
  @Option(
      names = "--collector",
      paramLabel = "string",
      defaultValue = "archive",
      description = "name of the collector, where the archive names none: sessions are PEER~NAME")
  String collector;

  @Option(
      names = {"-L", "--left"},
      description = "load into bgp.to-left, as messages to the left (default: to the right)")
  boolean left;

  @Option(
      names = "--peer",
      paramLabel = "strings",
      split = ",",
      description = "only these peers, by address or AS number")
  List<String> peers = new ArrayList<>();

  @Option(
      names = "--prefix",
      paramLabel = "string",
      description = "only UPDATEs with a route for this prefix or a more specific one")
  String prefix;

  @Option(
      names = "--from",
      paramLabel = "time",
      description = "only what happened then or later, UTC: 2024-01-31 or 2024-01-31T12:00:00")
  String from;

  @Option(names = "--to", paramLabel = "time", description = "only what happened before then")
  String to;

  @Option(
      names = "--speed",
      paramLabel = "number",
      defaultValue = "0",
      description = "1 for as fast as it happened, 10 for ten times as fast (0 means all at once)")
  double speed;

  @Mixin InputFormat input = new InputFormat();

  @Option(
      names = "--no-transactions",
      description = "write without transactions: after a crash, some records may be there twice")
  boolean noTransactions;

  @Option(
      names = "--job",
      paramLabel = "string",
      description = "name under which the position is kept (default: made of files and options)")
  String job;

  @Option(
      names = "--data",
      paramLabel = "string",
      description =
          "data folder of the embedded broker, when no cluster is named (default $SLUICE_DATA,"
              + " else ~/.local/state/sluice)")
  String data;

  @Mixin LogOptions log = new LogOptions();

  @Mixin ConfigOption config = new ConfigOption();

  @Mixin HttpOptions http = new HttpOptions();

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Mixin RegistryOptions registry = new RegistryOptions();

  /**
   * What to load.
   *
   * @throws OperatorException if a file is not there or a value cannot be
   */
  LoadOptions values(List<String> files) {
    try {
      return new LoadOptions(
          LoadInput.of(files),
          collector,
          left ? Direction.L : Direction.R,
          WantedPeers.of(peers),
          chosenPrefix(),
          Times.of("--from", from),
          Times.of("--to", to),
          speed,
          !noTransactions,
          job);
    } catch (IOException | IllegalArgumentException e) {
      throw new OperatorException(e.getMessage(), e);
    }
  }

  private Prefix chosenPrefix() {
    try {
      return prefix == null ? null : Prefix.parse(prefix);
    } catch (IllegalArgumentException e) {
      throw new OperatorException("--prefix " + prefix + ": give a prefix, as 192.0.2.0/24", e);
    }
  }
}
