package io.sluice.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bgp.Direction;
import io.sluice.cli.KafkaOptions;
import io.sluice.cli.broker.DataFolder;
import io.sluice.cli.run.live.Cluster;
import io.sluice.filters.Judge;
import io.sluice.filters.JudgeConfig;
import io.sluice.filters.Pipeline;
import io.sluice.filters.StageSpec;
import io.sluice.filters.limit.LimitOptions;
import io.sluice.filters.limit.LimitStage;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.Limits;
import io.sluice.proxy.Proxy;
import io.sluice.proxy.ProxyConfig;
import io.sluice.proxy.SessionConfig;
import io.sluice.schemas.cluster.Part;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/**
 * A bridge with many sessions, as a process of its own, so that its memory can be looked at: {@code
 * IdleBridge all|broker|proxy SESSIONS FOLDER [--kafka HOST:PORT]}. Says "ready" when it listens.
 * {@code all}: broker, judge and proxy. {@code broker}: broker and judge, for a proxy elsewhere.
 */
final class IdleBridge {
  /** All left ends come to this address, told apart by their own. */
  static final InetSocketAddress LISTEN = new InetSocketAddress("127.0.0.1", 1790);

  static final InetSocketAddress SINK = new InetSocketAddress("127.0.0.2", 1179);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private IdleBridge() {}

  /** Address of the left end of a session. */
  static InetAddress source(int session) throws java.io.IOException {
    return InetAddress.getByName("127.0." + (100 + session / 250) + "." + (1 + session % 250));
  }

  @SuppressWarnings("SystemOut") // the word that the parent waits for
  public static void main(String[] args) throws Exception {
    String parts = args[0];
    int sessions = Integer.parseInt(args[1]);
    Path folder = Path.of(args[2]);
    KafkaOptions options = new KafkaOptions();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options))
        .parseArgs(List.of(args).subList(3, args.length).toArray(String[]::new));
    Cluster cluster =
        options.named()
            ? Cluster.named(options, null, Set.of(Part.PROXY, Part.FILTERS), () -> false)
            : Cluster.embedded(DataFolder.choose(folder.toString(), Map.of()), options);
    if (!parts.equals("proxy")) {
      StageSpec limit =
          new StageSpec(
              "limit",
              "limit -LR --max-length 24 --session 1000000",
              EnumSet.allOf(Direction.class),
              false,
              () ->
                  new LimitStage(LimitOptions.NONE.withLengths(0, 24).withCounts(1_000_000, 0, 0)));
      Judge judge =
          new Judge(
              new JudgeConfig(
                  "judge",
                  cluster.client(),
                  cluster.topics(),
                  cluster.schemas(),
                  new Pipeline(List.of(limit), Set.of()),
                  1,
                  0,
                  folder.resolve("state")));
      judge.start();
      judge.awaitRunning(PATIENCE);
    }
    if (!parts.equals("broker")) {
      Proxy proxy =
          new Proxy(
              new ProxyConfig(
                  "idle",
                  cluster.client(),
                  cluster.topics(),
                  cluster.schemas(),
                  Limits.defaults(),
                  folder.resolve("spool"),
                  1),
              new SimpleMeterRegistry());
      for (int i = 0; i < sessions; i++) {
        LegConfig left = LegConfig.listen(LISTEN).withPeer(source(i));
        proxy.add(new SessionConfig("session-" + i, left, LegConfig.connect(SINK)));
      }
    }
    System.out.println("ready");
    Thread.sleep(Long.MAX_VALUE);
  }
}
