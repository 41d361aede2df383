package io.sluice.cli.routers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sluice as three processes: broker, proxy and filters, the latter two with one command line; or
 * without the broker, on a cluster.
 */
final class Split implements Resource {
  private final Lab lab;
  private final Pair pair;
  private final boolean ownBroker;
  private final String broker;
  private final Path data;
  private final List<String> kafka;
  private final List<String> options;
  private final String[] stages;
  private SluiceProcess brokerProcess;
  private SluiceProcess proxyProcess;
  private SluiceProcess filtersProcess;
  private int filtersStarts;

  /**
   * Nothing runs yet.
   *
   * @param kafka a cluster, as HOST:PORT,...; {@code null} for a broker of its own
   * @param options global options, such as {@code --fail hold}
   * @param stages what stands between the two ends
   */
  Split(Pair pair, String kafka, List<String> options, String... stages) {
    this.lab = pair.lab;
    this.pair = pair;
    this.ownBroker = kafka == null;
    this.broker = ownBroker ? lab.address(1) + ":19092" : kafka;
    this.kafka = ownBroker ? List.of("--kafka", broker) : SluiceProcess.onCluster(kafka);
    this.data = lab.folder("data");
    this.options = options;
    this.stages = stages;
  }

  /** The routers at its ends. */
  Pair pair() {
    return pair;
  }

  /** Where Kafka is. */
  String broker() {
    return broker;
  }

  /** Starts all three, and waits until the proxy listens. */
  void start() {
    if (ownBroker) {
      startBroker();
    }
    startFilters();
    proxyProcess =
        SluiceProcess.start(lab, "proxy", data, words("proxy"))
            .awaitListening(pair.middle, Pair.LISTEN);
  }

  /** Starts the broker, on the data it has, and waits until it takes clients. */
  void startBroker() {
    int colon = broker.indexOf(':');
    brokerProcess =
        SluiceProcess.start(lab, "broker", data, List.of("broker", "--listen", broker))
            .awaitListening(
                broker.substring(0, colon), Integer.parseInt(broker.substring(colon + 1)));
  }

  /** Starts the judge; it may still be starting when this returns. */
  void startFilters() {
    // What it prints goes to a file of its own at each start.
    String name = "filters" + ++filtersStarts;
    filtersProcess = SluiceProcess.start(lab, name, data, words("filters"));
  }

  private List<String> words(String half) {
    List<String> words = new ArrayList<>(List.of(half));
    words.addAll(kafka);
    words.addAll(options);
    words.addAll(pair.pipeline(stages));
    return words;
  }

  SluiceProcess brokerProcess() {
    return brokerProcess;
  }

  SluiceProcess proxyProcess() {
    return proxyProcess;
  }

  SluiceProcess filtersProcess() {
    return filtersProcess;
  }

  /** The broker last, whenever it was started: the others would look for it for long. */
  @Override
  public void close() {
    for (SluiceProcess process : Arrays.asList(proxyProcess, filtersProcess, brokerProcess)) {
      if (process != null) {
        process.close();
      }
    }
  }
}
