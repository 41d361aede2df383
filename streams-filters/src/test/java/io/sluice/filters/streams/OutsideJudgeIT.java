package io.sluice.filters.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import io.sluice.filters.Judge;
import io.sluice.filters.Pipeline;
import io.sluice.filters.Pipelines;
import io.sluice.filters.Wire;
import io.sluice.filters.outside.Channels;
import io.sluice.filters.outside.FrameServer;
import io.sluice.filters.outside.OutsideFormat;
import io.sluice.filters.outside.OutsideMode;
import io.sluice.filters.outside.OutsideOptions;
import io.sluice.filters.outside.OutsideStage;
import io.sluice.filters.outside.Unanswered;
import io.sluice.filters.outside.exec.Helper;
import io.sluice.filters.outside.websocket.WebSocketSettings;
import io.sluice.filters.outside.websocket.WebSockets;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.testing.TestKafka;
import io.sluice.websocket.WebSocketOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A judge with helpers, on a real broker. */
class OutsideJudgeIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir static Path dir;
  private static TestKafka broker;

  @BeforeAll
  static void start() {
    broker = TestKafka.start(dir.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static Pipeline through(String... command) {
    return through(
        (session, keep, wake) -> new Helper(List.of(command), "exec", session, keep, wake));
  }

  private static Pipeline through(Channels channels) {
    OutsideOptions options =
        new OutsideOptions(
            OutsideMode.FILTER,
            OutsideFormat.JSON,
            type -> true,
            LONG,
            Unanswered.CLOSE,
            false,
            false,
            false);
    return Pipelines.of(
        Pipelines.stage(
            "exec", () -> new OutsideStage("exec", options, channels, message -> true, () -> {})));
  }

  @Test
  void whatWaitedForAnAnswerWhenAJudgeEndedIsAskedAgainByTheNextOne() throws Exception {
    try (Rig rig = new Rig(broker, 1)) {
      MessageOrigin slow = Rig.origin("slow", 1, Direction.R, 0);
      MessageOrigin quick = Rig.origin("quick", 1, Direction.R, 0);
      String script = "[ $SLUICE_SESSION = slow ] && exec sleep 1000; exec cat";
      try (Judge judge = rig.judge(through("sh", "-c", script), dir.resolve("first"))) {
        assertThat(judge.state()).isEqualTo(Judge.State.RUNNING);
        for (int i = 1; i <= 100; i++) {
          rig.publish(slow, i, Wire.announce(Wire.net(i)));
          rig.publish(quick, i, Wire.announce(Wire.net(i)));
        }
        rig.flush();
        assertThat(rig.verdicts(100)).allMatch(v -> v.session().equals("quick"));
      }
      try (Judge judge = rig.judge(through("cat"), dir.resolve("second"))) {
        assertThat(judge.state()).isEqualTo(Judge.State.RUNNING);
        // The oldest that waited was the first of all, so all are judged again.
        List<Judgement> more = rig.verdicts(200);
        assertThat(more).allMatch(v -> v.action() == Action.PASS);
        assertThat(more.stream().filter(v -> v.session().equals("slow")))
            .map(Judgement::count)
            .satisfies(counts -> assertThat(counts.stream().mapToInt(c -> c).sum()).isEqualTo(100));
      }
    }
  }

  @Test
  void aWebSocketIsAskedAgainByTheNextJudgeOverAConnectionOfItsOwn() throws Exception {
    FrameServer.Script half =
        c -> {
          c.shakeHands();
          if (c.number > 1) {
            c.answerAll(frame -> c.text(frame.text()));
          }
          for (int i = 0; i < 50; i++) {
            c.text(c.read().text());
          }
          Thread.sleep(LONG.toMillis());
        };
    WebSocketOptions plain =
        new WebSocketOptions(null, null, Map.of(), LONG, Duration.ofSeconds(10), 1 << 20);
    try (Rig rig = new Rig(broker, 1);
        FrameServer server = new FrameServer(half)) {
      Channels channels =
          WebSockets.client(
              new WebSocketSettings("ws://localhost:" + server.port() + "/", true, plain));
      MessageOrigin origin = Rig.origin("s", 1, Direction.R, 0);
      try (Judge judge = rig.judge(through(channels), dir.resolve("web-first"))) {
        assertThat(judge.state()).isEqualTo(Judge.State.RUNNING);
        for (int i = 1; i <= 100; i++) {
          rig.publish(origin, i, Wire.announce(Wire.net(i)));
        }
        rig.flush();
        assertThat(rig.verdicts(49)).allMatch(v -> v.action() == Action.PASS);
      }
      try (Judge judge = rig.judge(through(channels), dir.resolve("web-second"))) {
        assertThat(judge.state()).isEqualTo(Judge.State.RUNNING);
        List<Judgement> all = new ArrayList<>();
        while (all.stream().noneMatch(v -> v.sequence() + v.count() == 101)) {
          all.addAll(rig.verdicts(1));
        }
        assertThat(all).allMatch(v -> v.action() == Action.PASS);
        assertThat(server.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void aNewMessageGoesToTheProxyOfItsSessionWithThePlaceWhereItEnters() {
    try (Rig rig = new Rig(broker, 1)) {
      String line =
          "{\"reach\":[\"10.9.0.0/16\"],"
              + "\"attrs\":{\"ORIGIN\":\"IGP\",\"ASPATH\":[1],\"NEXTHOP\":\"192.0.2.1\"}}";
      String script = "read l; echo \"$l\"; echo '" + line + "'; exec cat";
      MessageOrigin origin = Rig.origin("s", 9, Direction.R, 3);
      try (Judge judge = rig.judge(through("sh", "-c", script), dir.resolve("new"))) {
        assertThat(judge.state()).isEqualTo(Judge.State.RUNNING);
        rig.publish(origin, 1, Wire.announce("10.1.0.0/16"));
        rig.flush();
        List<Judgement> verdicts = rig.verdicts(2);
        Judgement injection =
            verdicts.stream().filter(v -> v.action() == Action.INJECT).findAny().orElseThrow();
        assertThat(injection.epoch()).isEqualTo(9);
        assertThat(injection.reason().data()).containsEntry(Judgement.BEHIND, "1");
        assertThat(Wire.announced(injection.replacement().get(0))).containsExactly("10.9.0.0/16");
        assertThat(rig.partitionsOfVerdicts()).containsExactly(3);
      }
    }
  }
}
