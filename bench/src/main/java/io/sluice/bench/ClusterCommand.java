package io.sluice.bench;

import io.sluice.bgp.AddressFamily;
import io.sluice.proxy.speaker.Speaker;
import io.sluice.proxy.speaker.SpeakerListener;
import io.sluice.proxy.speaker.SpeakerSession;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a cluster costs: partitions and judges, TLS and replicas, and what many sessions need. */
@Command(
    name = "cluster",
    description = {
      "A constant load on 1, 2 and 4 partitions and judges; the verdict round trip with and",
      "without TLS and three replicas; how even many sessions are on the partitions; and what",
      "10, 100 and 1,000 full-feed sessions need by these costs. Tables in Markdown."
    },
    mixinStandardHelpOptions = true)
final class ClusterCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int FULL_FEED_ROUTES = 1_000_000;
  private static final double SECONDS_PER_DAY = 86_400;

  @Option(
      names = "--sessions",
      defaultValue = "8",
      description = "sessions of the load (default ${DEFAULT-VALUE})")
  int sessions;

  @Option(
      names = "--many",
      defaultValue = "1000",
      description =
          "sessions whose partitions are looked at (default ${DEFAULT-VALUE}; 0 for none)")
  int many;

  @Option(
      names = "--routes",
      defaultValue = "800000",
      description = "routes of the load, all sessions together (default ${DEFAULT-VALUE})")
  int routes;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      description = "UPDATEs a second for the round trip (default ${DEFAULT-VALUE})")
  double rate;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "length of each measure of the round trip (default ${DEFAULT-VALUE})")
  double seconds;

  @Option(
      names = "--updates",
      defaultValue = "5",
      description =
          "UPDATEs a second that a full feed has on average, for the model (default ${DEFAULT-VALUE})")
  double updates;

  private Path folder;
  private boolean good = true;

  /** CPU seconds of each part for a load of so many messages. */
  private record Cost(int messages, double wall, double proxy, double judges, double brokers) {
    double micros(double cpu) {
      return cpu / messages * 1e6;
    }
  }

  @Override
  public Integer call() throws Exception {
    folder = MiddleOptions.folder();
    Cost one;
    try (Brokers brokers = new Brokers(folder.resolve("one"), 1)) {
      System.out.println(
          "\n| partitions, judges | s | messages/s | CPU µs a message: proxy | judges | broker | other work, cores |");
      System.out.println("|---|---|---|---|---|---|---|");
      one = load(brokers, 1);
      load(brokers, 2);
      load(brokers, 4);
      if (many > 0) {
        balance(brokers);
      }
    }
    try (Brokers brokers = new Brokers(folder.resolve("three"), 3)) {
      roundTrips(brokers);
    }
    model(one);
    MiddleOptions.remove(folder);
    return good ? 0 : 1;
  }

  private Cost load(Brokers brokers, int count) throws Exception {
    SplitBridge.Shape shape = new SplitBridge.Shape(sessions, count, count, 1);
    Table table = new TableGenerator(routes / sessions, 7).packed();
    try (SplitBridge bridge =
        new SplitBridge(folder.resolve("load-" + count), brokers, false, shape)) {
      // The first time is that of cold processes.
      through(bridge, sessions, table);
      double proxy = bridge.proxy().cpuSeconds();
      double judges = bridge.judgeSeconds();
      double broker = brokers.cpuSeconds();
      OtherLoad other = new OtherLoad();
      double wall = through(bridge, sessions, table);
      double busy = other.cores();
      Cost cost =
          new Cost(
              sessions * table.count(),
              wall,
              bridge.proxy().cpuSeconds() - proxy,
              bridge.judgeSeconds() - judges,
              brokers.cpuSeconds() - broker);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.2f | %,.0f | %.1f | %.1f | %.1f | %.1f |%n",
          count,
          wall,
          cost.messages() / wall,
          cost.micros(cost.proxy()),
          cost.micros(cost.judges()),
          cost.micros(cost.brokers()),
          busy);
      return cost;
    }
  }

  /** Sends a table through each of so many sessions at once; the seconds until all have arrived. */
  private double through(SplitBridge bridge, int count, Table table) throws Exception {
    CountDownLatch over = new CountDownLatch(count);
    SpeakerListener arrival =
        new SpeakerListener() {
          @Override
          public void received(SpeakerSession s, byte[] buffer, int offset, int length, long now) {
            // The End-of-RIB of IPv4.
            if (length == 23 && buffer[offset + 18] == 2) {
              over.countDown();
            }
          }
        };
    List<Speaker> speakers = new ArrayList<>();
    try {
      List<SpeakerSession> senders = new ArrayList<>();
      List<SpeakerSession> receivers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Ends ends = SplitBridge.ends(i);
        Speaker receiver = new Speaker(ends.receiver(), arrival).start();
        speakers.add(receiver);
        Speaker sender = new Speaker(ends.sender(false)).start();
        speakers.add(sender);
      }
      for (int i = 0; i < count; i++) {
        receivers.add(Through.await(speakers.get(2 * i), bridge.proxy(), PATIENCE));
        senders.add(Through.await(speakers.get(2 * i + 1), bridge.proxy(), PATIENCE));
      }
      long began = System.nanoTime();
      List<Thread> sending = new ArrayList<>();
      for (SpeakerSession sender : senders) {
        Thread thread =
            new Thread(
                () -> {
                  sender.announce(table.messages());
                  sender.endOfRib(AddressFamily.IPV4_UNICAST);
                });
        thread.start();
        sending.add(thread);
      }
      boolean all = over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      double took = (System.nanoTime() - began) / 1e9;
      for (Thread thread : sending) {
        thread.join(PATIENCE.toMillis());
      }
      String expected = table.sha256();
      for (SpeakerSession receiver : receivers) {
        if (!all || !receiver.sha256().equals(expected)) {
          good = false;
          System.err.println("incomplete, or other octets than were sent");
          break;
        }
      }
      return took;
    } finally {
      speakers.forEach(Speaker::close);
    }
  }

  private void balance(Brokers brokers) throws Exception {
    SplitBridge.Shape shape = new SplitBridge.Shape(many, 4, 1, 1);
    Table table = new TableGenerator(100, 7).packed();
    try (SplitBridge bridge = new SplitBridge(folder.resolve("many"), brokers, false, shape)) {
      through(bridge, many, table);
    }
    long[] records = records(brokers, new Topics(shape.prefix(false)).name(Topic.TO_RIGHT));
    long all = 0;
    for (long n : records) {
      all += n;
    }
    System.out.printf("%n%d sessions, equal load; share of each partition:", many);
    for (long n : records) {
      System.out.printf(Locale.ROOT, " %.1f %%", 100.0 * n / all);
    }
    System.out.println();
  }

  private static long[] records(Brokers brokers, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(brokers.client(false)))) {
      int count =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      for (int p = 0; p < count; p++) {
        asked.put(new TopicPartition(topic, p), OffsetSpec.latest());
      }
      long[] records = new long[count];
      admin
          .listOffsets(asked)
          .all()
          .get()
          .forEach((partition, end) -> records[partition.partition()] = end.offset());
      return records;
    }
  }

  private void roundTrips(Brokers brokers) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%n| %,.0f/s, three brokers | p50, ms | p99, ms | to the first row | brokers, cores | other work, cores |%n",
        rate);
    System.out.println("|---|---|---|---|---|---|");
    double first = 0;
    // The brokers are cold, and would be so in the first rows.
    roundTrip(brokers, true, 3);
    for (int replicas : new int[] {1, 3}) {
      for (boolean tls : new boolean[] {false, true}) {
        String name = replicas + (replicas == 1 ? " replica" : " replicas") + (tls ? ", TLS" : "");
        Trip trip = roundTrip(brokers, tls, replicas);
        Percentiles times = trip.times();
        first = first == 0 ? times.p50() : first;
        System.out.printf(
            Locale.ROOT,
            "| %s | %.1f | %.1f | %.2f | %.2f | %.1f |%n",
            name,
            times.p50(),
            times.p99(),
            times.p50() / first,
            trip.brokerCores(),
            trip.otherCores());
      }
    }
  }

  /**
   * A measure of the round trip.
   *
   * @param brokerCores what all brokers took meanwhile
   */
  private record Trip(Percentiles times, double brokerCores, double otherCores) {}

  private Trip roundTrip(Brokers brokers, boolean tls, int replicas) throws Exception {
    SplitBridge.Shape shape = new SplitBridge.Shape(1, 1, 1, replicas);
    Path own = folder.resolve("trip-" + replicas + tls);
    try (SplitBridge bridge = new SplitBridge(own, brokers, tls, shape)) {
      RoundTrip trip =
          new RoundTrip(SplitBridge.ends(0), bridge.proxy(), rate, seconds, seconds / 2);
      // The first time is that of cold processes.
      trip.run(PATIENCE);
      double before = brokers.cpuSeconds();
      long began = System.nanoTime();
      RoundTrip.Result result = trip.run(PATIENCE);
      double took = (System.nanoTime() - began) / 1e9;
      good &= result.times().lost() == 0 && result.times().disorder() == 0;
      return new Trip(result.times(), (brokers.cpuSeconds() - before) / took, result.otherCores());
    }
  }

  /** On paper: the costs of one partition and judge, times what full feeds bring. */
  private void model(Cost cost) throws IOException {
    Table feed = new TableGenerator(FULL_FEED_ROUTES, 7).packed();
    double micros = cost.micros(cost.proxy() + cost.judges() + cost.brokers());
    System.out.printf(
        Locale.ROOT,
        "%nAt %.1f µs of CPU a message in all, %.0f UPDATEs a second and %,d at the start of each session:%n%n",
        micros,
        updates,
        feed.count());
    System.out.println(
        "| full-feed sessions | cores, on average | all tables at once: CPU s of proxies | of judges | of brokers | messages a day, million |");
    System.out.println("|---|---|---|---|---|---|");
    for (int n : new int[] {10, 100, 1000}) {
      double start = (double) n * feed.count() / 1e6;
      System.out.printf(
          Locale.ROOT,
          "| %,d | %.2f | %,.0f | %,.0f | %,.0f | %,.1f |%n",
          n,
          n * updates * micros / 1e6,
          start * cost.micros(cost.proxy()),
          start * cost.micros(cost.judges()),
          start * cost.micros(cost.brokers()),
          n * updates * SECONDS_PER_DAY / 1e6);
    }
  }
}
