package io.sluice.cli.demo;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.cli.Console;
import io.sluice.cli.OperatorException;
import io.sluice.cli.StopSignal;
import io.sluice.cli.command.RunCommand;
import io.sluice.cli.run.live.AuditReader;
import io.sluice.cli.run.live.Half;
import io.sluice.cli.run.live.Plan;
import io.sluice.cli.run.live.Run;
import io.sluice.proxy.speaker.Route;
import io.sluice.proxy.speaker.Speaker;
import io.sluice.proxy.speaker.SpeakerConfig;
import io.sluice.proxy.speaker.SpeakerSession;
import io.sluice.schemas.avro.AuditRecord;
import io.sluice.schemas.avro.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The demo, step by step: each method does one and tells of it. */
final class Demo implements AutoCloseable {
  /** Prefixes that nobody may announce (RFC 6890), and routes that ask to be blackholed. */
  private static final String UNWANTED =
      "community == 65535:666"
          + " || prefix ~ 10.0.0.0/8 || prefix ~ 172.16.0.0/12 || prefix ~ 192.168.0.0/16"
          + " || prefix ~ 100.64.0.0/10 || prefix ~ 192.0.2.0/24 || prefix ~ 198.51.100.0/24"
          + " || prefix ~ 203.0.113.0/24 || prefix ~ 2001:db8::/32 || prefix ~ fc00::/7";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TICK = Duration.ofMillis(20);
  private static final byte[] BLACKHOLE = {(byte) 0xff, (byte) 0xff, 0x02, (byte) 0x9a};
  private static final int OPTIONAL_TRANSITIVE = 0xc0;

  private final Console console;
  private final DemoTable leftTable = DemoTable.load("table-left.bgp.gz");
  private final DemoTable rightTable = DemoTable.load("table-right.bgp.gz");
  private final DemoTally tally = new DemoTally();
  private final StopSignal stop;
  private Speaker rightSpeaker;
  private Speaker leftSpeaker;
  private Run run;
  private AuditReader audit;
  private SpeakerSession left;
  private SpeakerSession right;

  Demo(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  /** Starts a right speaker, Sluice before it, and a left speaker that dials Sluice. */
  void start(Path data) throws IOException, InterruptedException {
    say("Two BGP speakers, a real table of each, and Sluice between them:");
    say("");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    rightSpeaker =
        new Speaker(SpeakerConfig.listen(new InetSocketAddress(loopback, 0), 64510, "198.51.100.2"))
            .start();
    Plan plan = RunCommand.plan(Half.BOTH, words(data, rightSpeaker.address()), console);
    say("  AS 64500 --> listen                 %,5d routes, as BIRD sent them", leftTable.routes());
    plan.judges().stages().forEach(stage -> say("               %s", shortened(stage.text())));
    say(
        "               connect --> AS 64510    %,5d routes, as FRR sent them",
        rightTable.routes());
    say("");
    long began = System.nanoTime();
    say("Starting a Kafka broker, a judge and a proxy in this process ...");
    run = new Run(plan);
    run.start(stop);
    say("  done in %.1f s", seconds(began));
    audit = new AuditReader(run.cluster(), true);
    InetSocketAddress middle = run.proxy().sessions().get(0).left().listening();
    leftSpeaker = new Speaker(SpeakerConfig.dial(loopback, middle, 64500, "198.51.100.1")).start();
    left = leftSpeaker.awaitSession(PATIENCE);
    right = rightSpeaker.awaitSession(PATIENCE);
    say("  the session is up");
    say("");
  }

  private static List<String> words(Path data, InetSocketAddress to) {
    return List.of(
        "--data",
        data.toString(),
        "--session",
        "demo",
        "--",
        "listen",
        "127.0.0.1:0",
        "--",
        "limit",
        "-LR",
        "--ipv4",
        "--min-length",
        "8",
        "--max-length",
        "24",
        "--",
        "limit",
        "-LR",
        "--ipv6",
        "--max-length",
        "48",
        "--",
        "drop",
        "-LR",
        UNWANTED,
        "--",
        "limit",
        "-LR",
        "--ipv4",
        "--ipv6",
        "--origin",
        "300",
        "--session",
        "5000",
        "--",
        "connect",
        to.getAddress().getHostAddress() + ":" + to.getPort());
  }

  private static String shortened(String text) {
    return text.length() > 70 ? text.substring(0, 66) + " ..." : text;
  }

  /** Lets both tables cross, and shows how the audit grows. */
  void cross() throws InterruptedException {
    long total = leftTable.messages().size() + rightTable.messages().size();
    say("Both announce their tables ...");
    long began = System.nanoTime();
    left.announce(leftTable.messages());
    right.announce(rightTable.messages());
    try (DemoProgress progress = new DemoProgress(console, "UPDATEs judged", total)) {
      await(
          "the tables to cross",
          () -> {
            audit.poll(TICK, tally);
            progress.at(tally.updates());
            return tally.updates() >= total && complete(left) && complete(right);
          });
    }
    say("  done in %.1f s, over TCP, through Kafka and back", seconds(began));
    say("");
  }

  private static boolean complete(SpeakerSession session) {
    return session.counters().endsOfRib() >= 2;
  }

  /** What the audit tells of it. */
  void summarize() {
    say("What became of them, read back from the topic bgp.audit:");
    say("  %-34s %10s %10s", "UPDATEs", "to AS64510", "to AS64500");
    row("passed, byte for byte", Outcome.PASSED);
    row("changed: refused routes withdrawn", Outcome.REPLACED);
    row("dropped", Outcome.DROPPED);
    say("  %-34s %,10d %,10d", "routes announced", leftTable.routes(), rightTable.routes());
    say(
        "  %-34s %,10d %,10d",
        "routes now in the table there", right.routes().size(), left.routes().size());
    say("");
    say("Why routes were refused:");
    tally.reasons().forEach(line -> say("  %s", line));
    say("");
  }

  private void row(String name, Outcome outcome) {
    say("  %-34s %,10d %,10d", name, tally.count("R", outcome), tally.count("L", outcome));
  }

  /** Announces a route that is in the far table again, so that it is refused. */
  void refuseLater() throws InterruptedException {
    byte[] first = acceptedAlone();
    Update update = new Update();
    update.wrap(first, 0, first.length, DecodeContext.AS4);
    byte[] again =
        UpdateBuilder.from(update)
            .set(AttributeCode.COMMUNITIES, OPTIONAL_TRANSITIVE, BLACKHOLE)
            .build(Header.MAX_LENGTH)
            .value()
            .get(0);
    String prefix = only(first);
    say("A route that was accepted, and is refused later:");
    say("  %s %s the table of AS 64510", prefix, inTable(prefix) ? "is in" : "is not in");
    say("  AS 64500 announces it again, with community 65535:666 (BLACKHOLE, RFC 7999) ...");
    long before = tally.updates();
    left.announce(again);
    await(
        "the route to be withdrawn",
        () -> {
          audit.poll(TICK, tally);
          return tally.updates() > before && !inTable(prefix);
        });
    AuditRecord why = tally.last();
    say("  bgp.audit says: %s by stage %s", why.getOutcome(), why.getStage());
    say("  AS 64510 got a withdrawal: %s is gone from its table", prefix);
    say("");
  }

  private boolean inTable(String prefix) {
    return right.routes().stream().anyMatch(route -> route.prefix().equals(prefix));
  }

  /** A message of the left table with one IPv4 route, which the right end has. */
  private byte[] acceptedAlone() {
    Set<Route> there = right.routes();
    for (byte[] message : leftTable.messages()) {
      String prefix = only(message);
      if (!prefix.isEmpty() && there.stream().anyMatch(route -> route.prefix().equals(prefix))) {
        return message;
      }
    }
    throw new OperatorException("no route of the demo's table was accepted");
  }

  /** The IPv4 prefix of a message that announces just one; else empty. */
  private static String only(byte[] message) {
    Update update = new Update();
    update.wrap(message, 0, message.length, DecodeContext.AS4);
    PrefixCursor cursor = new PrefixCursor();
    cursor.allAnnounced(update);
    if (!cursor.next() || cursor.ipv6()) {
      return "";
    }
    String prefix = new io.sluice.bgp.AsciiBuffer().prefix(cursor).toString();
    return cursor.next() ? "" : prefix;
  }

  /** What to try next. */
  void next() {
    say("Try next:");
    say("  ./sluice -n -- listen :1790 -- limit -LR -4 --max-length 24 -- connect 192.0.2.1");
    say("      explains a pipeline and starts nothing; without -n it runs");
    say("  ./sluice -o -- listen :1790 -- connect 192.0.2.1");
    say("      prints both sides of a session as JSON");
    say("  ./sluice -h, ./sluice limit -h, and docs/pipeline.md");
  }

  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (stop.isStopping()) {
        throw new OperatorException("stopped");
      }
      if (System.nanoTime() > deadline) {
        throw new OperatorException(
            "waited " + PATIENCE.toSeconds() + " s for " + what + " in vain");
      }
    }
  }

  private void say(String format, Object... arguments) {
    console.out().printf(format + "%n", arguments);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  @Override
  public void close() {
    if (audit != null) {
      audit.close();
    }
    if (leftSpeaker != null) {
      leftSpeaker.close();
    }
    if (run != null) {
      run.close();
    }
    if (rightSpeaker != null) {
      rightSpeaker.close();
    }
  }
}
