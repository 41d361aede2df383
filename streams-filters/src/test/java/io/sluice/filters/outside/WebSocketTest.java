package io.sluice.filters.outside;

import static io.sluice.filters.outside.WebSocketKit.PLAIN;
import static io.sluice.filters.outside.WebSocketKit.judge;
import static io.sluice.filters.outside.WebSocketKit.number;
import static io.sluice.filters.outside.WebSocketKit.options;
import static io.sluice.filters.outside.WebSocketKit.upTo;
import static io.sluice.filters.outside.WebSocketKit.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import io.sluice.filters.Wire;
import io.sluice.filters.outside.OutsideRig.Fate;
import io.sluice.filters.outside.websocket.WebSocketSettings;
import io.sluice.filters.outside.websocket.WebSockets;
import io.sluice.schemas.Action;
import io.sluice.websocket.WebSocketOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;

/** Real peers, good ones and bad ones: a server on plain sockets. */
class WebSocketTest {
  private static final Duration SHORT = Duration.ofSeconds(2);

  private static Channels to(FrameServer server, String scheme, WebSocketOptions options) {
    String url = scheme + "://localhost:" + server.port() + "/$SESSION?x=1";
    return WebSockets.client(new WebSocketSettings(url, true, options));
  }

  private static OutsideRig rig(OutsideOptions options, FrameServer server) {
    return new OutsideRig(options, false, to(server, "ws", PLAIN));
  }

  @Test
  void eachMessageIsATextFrameAndWhatComesBackAsItWentLeavesWithItsVeryBytes() throws Exception {
    List<Integer> codes = new CopyOnWriteArrayList<>();
    List<Boolean> whole = new CopyOnWriteArrayList<>();
    FrameServer.Script echo =
        c ->
            c.shakeHands()
                .answerAll(
                    frame -> {
                      codes.add(frame.code());
                      whole.add(frame.text().startsWith("[") && frame.text().endsWith("}]"));
                      c.text(frame.text());
                    });
    try (FrameServer server = new FrameServer(echo)) {
      try (OutsideRig rig = rig(OutsideRig.patient(), server)) {
        judge(rig, 1, 3000);
        rig.untilFates(3000);
        assertThat(rig.fates).allMatch(fate -> fate.action() == Action.PASS);
        assertThat(rig.sequences()).isEqualTo(upTo(3000));
        // The end waits for the answers, and is said and heard.
        judge(rig, 3001, 3010);
        rig.end();
        assertThat(rig.fates).hasSize(3010).allMatch(fate -> fate.action() == Action.PASS);
      }
      assertThat(codes).hasSize(3010).containsOnly(FrameServer.TEXT);
      assertThat(whole).containsOnly(true);
      assertThat(server.requests.get(0))
          .startsWith("GET /s?x=1 ")
          .containsIgnoringCase("\r\nsluice-session: s\r\n");
    }
  }

  @Test
  void rawMessagesAreBinaryFramesAndOneInPartsIsOne() throws Exception {
    FrameServer.Script halves =
        c ->
            c.shakeHands()
                .answerAll(
                    frame -> {
                      assertThat(frame.code()).isEqualTo(FrameServer.BINARY);
                      byte[] all = frame.octets();
                      c.out.write(FrameServer.BINARY);
                      c.out.write(20);
                      c.out.write(all, 0, 20);
                      c.out.write(0x80 | FrameServer.CONTINUATION);
                      c.out.write(all.length - 20);
                      c.out.write(all, 20, all.length - 20);
                      c.out.flush();
                    });
    try (FrameServer server = new FrameServer(halves)) {
      WebSocketSettings raw =
          new WebSocketSettings("ws://localhost:" + server.port() + "/", false, PLAIN);
      try (OutsideRig rig =
          new OutsideRig(
              options(OutsideMode.FILTER, OutsideFormat.RAW), false, WebSockets.client(raw))) {
        judge(rig, 1, 50);
        rig.untilFates(50);
        assertThat(rig.fates).allMatch(fate -> fate.action() == Action.PASS);
      }
    }
  }

  @Test
  void afterACutOnlyWhatIsNotAnsweredIsAskedAgainAndASecondAnswerIsNone() throws Exception {
    List<Long> first = new CopyOnWriteArrayList<>();
    List<Long> second = new CopyOnWriteArrayList<>();
    List<String> unsent = new CopyOnWriteArrayList<>();
    FrameServer.Script cut =
        c -> {
          c.shakeHands();
          if (c.number == 1) {
            for (int i = 0; i < 100; i++) {
              String line = c.read().text();
              first.add(number(line));
              if (i < 60) {
                c.text(line);
              } else {
                unsent.add(line);
              }
            }
            // The answers are to arrive before the end does.
            c.socket.shutdownOutput();
            c.drain();
            return;
          }
          // What it could not say on the first connection, it says on the second, and once more.
          for (String line : unsent) {
            c.text(line.replace("10.", "11."));
          }
          c.answerAll(
              frame -> {
                second.add(number(frame.text()));
                c.text(frame.text());
              });
        };
    try (FrameServer server = new FrameServer(cut);
        OutsideRig rig = rig(OutsideRig.patient(), server)) {
      judge(rig, 1, 100);
      rig.untilFates(60);
      judge(rig, 101, 120);
      rig.untilFates(120);
      assertThat(rig.sequences()).isEqualTo(upTo(120));
      rig.until(() -> second.size() >= 60);
      rig.end();
      assertThat(first).isEqualTo(upTo(100));
      assertThat(second).isEqualTo(LongStream.rangeClosed(61, 120).boxed().toList());
      for (Fate fate : rig.fates) {
        boolean late = fate.sequence() > 60 && fate.sequence() <= 100;
        assertThat(fate.action()).isEqualTo(late ? Action.REPLACE : Action.PASS);
        // The routes that it no longer announces are withdrawn; nothing comes twice.
        assertThat(fate.instead()).hasSize(late ? 2 : 0);
      }
      assertThat(rig.injections).isEmpty();
    }
  }

  @Test
  void aMirrorLosesNothingInACut() throws Exception {
    List<Long> seen = new CopyOnWriteArrayList<>();
    FrameServer.Script twice =
        c -> {
          c.shakeHands();
          if (c.number < 3) {
            for (int i = 0; i < 700 * c.number; i++) {
              seen.add(number(c.read().text()));
            }
            return;
          }
          c.answerAll(frame -> seen.add(number(frame.text())));
        };
    try (FrameServer server = new FrameServer(twice);
        OutsideRig rig = rig(options(OutsideMode.WRITE, OutsideFormat.JSON), server)) {
      judge(rig, 1, 5000);
      assertThat(rig.fates).hasSize(5000);
      rig.end();
      assertThat(server.connections()).isEqualTo(3);
    }
    assertThat(seen.stream().distinct().toList()).isEqualTo(upTo(5000));
  }

  @Test
  void theLastWordsOfASessionThatHasEndedArriveThroughACutToo() throws Exception {
    List<Long> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<String> end = new CompletableFuture<>();
    CompletableFuture<String> over = new CompletableFuture<>();
    FrameServer.Script cut =
        c -> {
          c.shakeHands();
          if (c.number == 1) {
            seen.add(number(c.read().text()));
            end.join();
            return;
          }
          c.answerAll(frame -> seen.add(number(frame.text())));
          over.complete("");
        };
    try (FrameServer server = new FrameServer(cut)) {
      OutsideRig rig = rig(options(OutsideMode.WRITE, OutsideFormat.JSON), server);
      judge(rig, 1, 500);
      rig.until(() -> !seen.isEmpty());
      rig.close();
      end.complete("");
      over.get(OutsideRig.LONG.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(seen.stream().distinct().toList()).isEqualTo(upTo(500));
  }

  @Test
  void whatIsOnlyReadIsNewWhateverItsNumber() throws Exception {
    String line =
        "[\"R\",%d,\"2026-01-01T00:00:00.000\",\"UPDATE\",{\"unreach\":[\"10.0.0.0/8\"]},{}]";
    FrameServer.Script tell =
        c -> {
          c.shakeHands();
          c.text(line.formatted(0) + "\n" + line.formatted(77));
          c.drain();
        };
    try (FrameServer server = new FrameServer(tell);
        OutsideRig rig = rig(options(OutsideMode.READ, OutsideFormat.JSON), server)) {
      judge(rig, 1, 1);
      rig.until(() -> rig.injections.size() == 2);
      assertThat(rig.fates).hasSize(1);
      assertThat(Wire.withdrawn(rig.injections.get(1).message())).containsExactly("10.0.0.0/8");
    }
  }

  private static void sendsTooMuchAtOnce(FrameServer.Connection c) throws IOException {
    c.header(FrameServer.TEXT, 100_000_000);
    byte[] some = new byte[1 << 16];
    for (int sent = 0; sent < 100_000_000; sent += some.length) {
      c.out.write(some);
    }
    c.out.flush();
    throw new AssertionError("100 MB were taken");
  }

  private static void sendsTooMuchInParts(FrameServer.Connection c) throws IOException {
    byte[] some = new byte[1 << 20];
    for (int i = 0; i < 6; i++) {
      c.out.write(i == 0 ? FrameServer.TEXT : FrameServer.CONTINUATION);
      c.out.write(127);
      c.out.write(ByteBuffer.allocate(8).putLong(some.length).array());
      c.out.write(some);
    }
    c.out.flush();
    c.drain();
  }

  @Test
  void aBadPeerIsToldOfAndHoldsUpNoSessionButItsOwn() throws Exception {
    Map<String, FrameServer.Script> bad =
        Map.of(
            // What comes stays with the kernel; it neither answers nor closes.
            "vanishes", c -> Thread.sleep(OutsideRig.LONG.toMillis()),
            "stalls",
                c -> {
                  while (true) {
                    c.read();
                  }
                },
            "shouts", WebSocketTest::sendsTooMuchAtOnce,
            "grows", WebSocketTest::sendsTooMuchInParts,
            "babbles",
                c -> {
                  c.say("\u00ff\u00ff no frame of any kind");
                  c.drain();
                },
            "leaves", c -> c.send(FrameServer.CLOSE, new byte[] {3, (byte) 243, 'n', 'o'}));
    FrameServer.Script each =
        c -> {
          String session = c.request().replaceAll("(?s)GET /(.*?)\\?.*", "$1");
          switch (session) {
            case "good" -> c.welcome().answerAll(frame -> c.text(frame.text()));
            case "busy" -> c.say("HTTP/1.1 503 Not Now\r\nContent-Length: 0\r\n\r\n");
            case "strict" -> c.say("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
            default -> bad.get(session).run(c.welcome());
          }
        };
    List<String> sessions = new ArrayList<>(bad.keySet());
    sessions.addAll(List.of("busy", "strict"));
    WebSocketOptions pinging =
        new WebSocketOptions(
            null, null, Map.of(), Duration.ofSeconds(20), Duration.ofMillis(300), 4 << 20);
    OutsideOptions dropping = OutsideRig.options(Unanswered.DROP, SHORT, false);
    try (ToldLog told = new ToldLog();
        FrameServer server = new FrameServer(each);
        OutsideRig rig = new OutsideRig(dropping, false, to(server, "ws", pinging))) {
      for (String session : sessions) {
        rig.judge(session, 1, 1, Wire.announce("10.9.0.0/16"));
      }
      rig.judge("good", 1, 1, Wire.announce("10.8.0.0/16"));
      rig.untilFates(1 + sessions.size());
      assertThat(rig.fates.get(0).session()).as(told.toString()).isEqualTo("good");
      assertThat(rig.fates.get(0).action()).isEqualTo(Action.PASS);
      for (Fate fate : rig.fates.subList(1, rig.fates.size())) {
        assertThat(fate.event()).isEqualTo("exec/unanswered");
        assertThat(Wire.withdrawn(fate.instead().get(0))).containsExactly("10.9.0.0/16");
        assertThat(told.toString())
            .contains("exec of session " + fate.session() + " does not answer within PT2S");
      }
      assertThat(told.says("WARN exec of session good")).isFalse();
      Map.of(
              "vanishes", "not even the answer to a ping; again in 100 ms",
              "shouts", "a message of more than 4194304 octets came; again in",
              "grows", "a message of more than 4194304 octets came; again in",
              "babbles", "; again in",
              "leaves", "it was closed with code 1011: no; again in",
              "busy", "the server answers 503 Not Now; again in",
              "strict", "it wants a user and password, or others; again in")
          .forEach(
              (session, words) ->
                  assertThat(told.says("WARN exec of session " + session + ": ", words))
                      .as(session + ": " + words + "\n" + told)
                      .isTrue());
      assertThat(told.says("session stalls: ", "; again in")).as("it answers pings").isFalse();
    }
  }

  @Test
  void aCertificateThatIsWrongIsRefusedAndSaidToBe() throws Exception {
    Pki right = Pki.of("right");
    Pki wrong = Pki.of("wrong");
    ServerSocketFactory sockets = right.jdk().getServerSocketFactory();
    OutsideOptions dropping = OutsideRig.options(Unanswered.DROP, SHORT, false);
    try (FrameServer server =
            new FrameServer(sockets, c -> c.shakeHands().answerAll(f -> c.text(f.text())));
        ToldLog told = new ToldLog()) {
      Channels untrusted = to(server, "wss", with(wrong.trusting().build(), null));
      try (OutsideRig rig = new OutsideRig(dropping, false, untrusted)) {
        judge(rig, 1, 1);
        rig.untilFates(1);
        assertThat(rig.fates.get(0).event()).isEqualTo("exec/unanswered");
        assertThat(told.toString()).contains("its certificate is not trusted: ");
        assertThat(server.requests).isEmpty();
      }
      SslContext trusting = right.trusting().build();
      String url = "wss://127.0.0.1:" + server.port() + "/";
      Channels misnamed = WebSockets.client(new WebSocketSettings(url, true, with(trusting, null)));
      try (OutsideRig rig = new OutsideRig(dropping, false, misnamed)) {
        judge(rig, 1, 1);
        rig.untilFates(1);
        assertThat(told.toString()).contains("No subject alternative names matching IP address");
      }
      Channels good = to(server, "wss", with(trusting, "me:secret"));
      try (OutsideRig rig = new OutsideRig(dropping, false, good)) {
        judge(rig, 1, 100);
        rig.untilFates(100);
        assertThat(rig.fates).allMatch(fate -> fate.action() == Action.PASS);
        assertThat(server.requests.get(0))
            .containsIgnoringCase("\r\nauthorization: Basic bWU6c2VjcmV0\r\n")
            .containsIgnoringCase("\r\nx-key: 42\r\n");
      }
    }
  }
}
