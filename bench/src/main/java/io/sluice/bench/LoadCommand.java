package io.sluice.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loading archives, beside Kafka's own producer test with records of the same size. */
@Command(
    name = "load",
    description = {
      "Records a second that sluice load writes, beside what Kafka's producer performance test",
      "writes of the same size to the same broker, with and without transactions."
    },
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  private static final Pattern LOADED =
      Pattern.compile("([\\d,]+) messages and [\\d,]+ changes of state in ([\\d.]+) s");
  private static final Pattern TESTED = Pattern.compile("([\\d.]+) records/sec");
  private static final String TOPIC = "performance";

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "archives to load")
  List<Path> files;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "how often (default ${DEFAULT-VALUE})")
  int runs;

  @Option(
      names = "--sluice",
      defaultValue = "./sluice",
      description = "the command (default ${DEFAULT-VALUE})")
  Path sluice;

  private String kafka;

  @Override
  public Integer call() throws Exception {
    Path data = MiddleOptions.folder();
    try (Middle broker = Middle.start(List.of(sluice.toString(), "broker"), data, null)) {
      await(broker, data.resolve("broker.properties"));
      kafka = new MiddleOptions().kafka(data);
      long size = recordSize();
      System.out.printf(Locale.ROOT, "records of %d octets%n", size);
      for (int run = 0; run < runs; run++) {
        for (boolean transactions : new boolean[] {true, false}) {
          Loaded loaded = load("run" + run, transactions);
          double test = performance(loaded.count, size, transactions);
          System.out.printf(
              Locale.ROOT,
              "%s transactions: load %,.0f/s, producer test %,.0f/s, ratio %.2f%n",
              transactions ? "with" : "without",
              loaded.count / loaded.seconds,
              test,
              loaded.count / loaded.seconds / test);
        }
      }
    } finally {
      MiddleOptions.remove(data);
    }
    return 0;
  }

  private record Loaded(long count, double seconds) {}

  private static void await(Middle broker, Path properties) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!Files.exists(properties)) {
      broker.check();
      if (System.nanoTime() > until) {
        throw new IOException("the broker does not come up");
      }
      Thread.sleep(200);
    }
  }

  /** What one record takes in the log of the broker, by a load into topics of its own. */
  private long recordSize() throws Exception {
    Loaded loaded = load("size", true);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 4, (short) 1))).all().get();
      long octets =
          admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
              .flatMap(dirs -> dirs.values().stream())
              .flatMap(dir -> dir.replicaInfos().entrySet().stream())
              .filter(e -> e.getKey().topic().equals("size.bgp.to-right"))
              .mapToLong(e -> e.getValue().size())
              .sum();
      return octets / loaded.count;
    }
  }

  private Loaded load(String name, boolean transactions) throws Exception {
    List<String> command = new ArrayList<>(List.of(sluice.toString(), "load", "--kafka", kafka));
    command.addAll(List.of("--topic-prefix", name + "."));
    command.addAll(List.of("--job", transactions ? "with" : "without"));
    if (!transactions) {
      command.add("--no-transactions");
    }
    files.forEach(file -> command.add(file.toString()));
    Matcher m = find(LOADED, output(command));
    return new Loaded(Long.parseLong(m.group(1).replace(",", "")), Double.parseDouble(m.group(2)));
  }

  private double performance(long records, long size, boolean transactions) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-Xmx768m", "-XX:+UseParallelGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.apache.kafka.tools.ProducerPerformance");
    command.addAll(List.of("--topic", TOPIC, "--num-records", Long.toString(records)));
    command.addAll(List.of("--record-size", Long.toString(size), "--throughput", "-1"));
    command.addAll(List.of("--producer-props", "bootstrap.servers=" + kafka, "acks=all"));
    command.addAll(List.of("linger.ms=20", "batch.size=262144", "buffer.memory=67108864"));
    if (transactions) {
      command.addAll(List.of("--transactional-id", "performance"));
      command.addAll(List.of("--transaction-duration-ms", "1000"));
    }
    Matcher m = TESTED.matcher(output(command));
    double last = 0;
    while (m.find()) {
      last = Double.parseDouble(m.group(1));
    }
    return last;
  }

  private static Matcher find(Pattern pattern, String text) throws IOException {
    Matcher m = pattern.matcher(text);
    if (!m.find()) {
      throw new IOException("no result in: " + text);
    }
    return m;
  }

  private static String output(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
