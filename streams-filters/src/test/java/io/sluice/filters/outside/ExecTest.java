package io.sluice.filters.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Notification;
import io.sluice.filters.Wire;
import io.sluice.filters.outside.OutsideRig.Fate;
import io.sluice.schemas.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real helpers, good ones and bad ones. */
class ExecTest {
  private static final Duration SHORT = Duration.ofSeconds(3);

  @TempDir Path dir;

  private static String[] python(String... lines) {
    return new String[] {"python3", "-u", "-c", "import sys, json\n" + String.join("\n", lines)};
  }

  @Test
  void whatComesBackAsItWentLeavesWithTheVeryBytesThatCameIn() throws Exception {
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), "cat")) {
      for (int i = 1; i <= 5000; i++) {
        rig.judge("s", 1, i, Wire.announce(Wire.net(i)));
      }
      rig.untilFates(5000);
      assertThat(rig.fates).allMatch(fate -> fate.action() == Action.PASS);
      assertThat(rig.sequences()).isEqualTo(LongStream.rangeClosed(1, 5000).boxed().toList());
    }
  }

  @Test
  void anotherSpellingOfTheSameIsNoChange() throws Exception {
    String[] respell = python("for l in sys.stdin: print(json.dumps(json.loads(l)))");
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), respell)) {
      rig.judge("s", 1, 1, Wire.announce("10.0.0.0/8"));
      rig.judge("s", 1, 2, Wire.announce6(1, 2));
      rig.judge("s", 1, 3, Wire.refresh());
      rig.untilFates(3);
      assertThat(rig.fates).allMatch(fate -> fate.action() == Action.PASS);
    }
  }

  @Test
  void whatIsChangedLeavesChangedAndWhatItNoLongerAnnouncesIsWithdrawn() throws Exception {
    String[] sed = {"sed", "-ue", "s#10.2.0.0/16#10.3.0.0/16#"};
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), sed)) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16", "10.2.0.0/16"));
      Fate fate = rig.untilFates(1).fates.get(0);
      assertThat(fate.action()).isEqualTo(Action.REPLACE);
      assertThat(fate.instead()).hasSize(2);
      assertThat(Wire.withdrawn(fate.instead().get(0))).containsExactly("10.2.0.0/16");
      assertThat(Wire.announced(fate.instead().get(1)))
          .containsExactly("10.1.0.0/16", "10.3.0.0/16");
    }
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), true, sed)) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16", "10.2.0.0/16"));
      assertThat(rig.untilFates(1).fates.get(0).instead()).hasSize(1);
    }
  }

  @Test
  void answersInAnotherOrderRefuseNothing() throws Exception {
    String[] backwards =
        python(
            "while True:",
            "  some = [sys.stdin.readline() for i in range(50)]",
            "  if not some[0]: break",
            "  sys.stdout.write(''.join(reversed(some)))");
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), backwards)) {
      for (int i = 1; i <= 500; i++) {
        rig.judge("s", 1, i, Wire.announce(Wire.net(i)));
      }
      rig.untilFates(500);
      assertThat(rig.fates).allMatch(fate -> fate.action() == Action.PASS);
      assertThat(rig.sequences()).isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList());
    }
  }

  @Test
  void answersInAnotherOrderThanToldAreAFailureThatTheNextMessageShows() throws Exception {
    String[] swaps =
        python(
            "while True:",
            "  a, b = sys.stdin.readline(), sys.stdin.readline()",
            "  if not b: break",
            "  sys.stdout.write(b + a)");
    OutsideOptions ordered = OutsideRig.options(Unanswered.CLOSE, OutsideRig.LONG, true);
    try (OutsideRig rig = new OutsideRig(ordered, swaps)) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16"));
      rig.judge("s", 1, 2, Wire.announce("10.1.0.0/16"));
      rig.untilFates(2);
      assertThat(rig.fates.get(0).rule()).isEqualTo("passed over");
      assertThat(rig.fates.get(1).action()).isEqualTo(Action.PASS);
      rig.judge("s", 1, 3, Wire.announce("10.3.0.0/16"));
      rig.untilFates(3);
      assertThat(rig.fates.get(2).action()).isEqualTo(Action.CLOSE);
      assertThat(rig.injections).isEmpty();
    }
  }

  @Test
  void whatIsLeftOutLastIsRefusedWhenAKeepaliveComesBack() throws Exception {
    String[] keeps =
        python(
            "for l in sys.stdin:",
            "  m = json.loads(l)",
            "  if m[3] == 'UPDATE' and '10.2.0.0/16' in m[4].get('reach', []): continue",
            "  print(json.dumps(m), flush=True)");
    OutsideOptions ordered = OutsideRig.options(Unanswered.CLOSE, Duration.ofSeconds(8), true);
    try (OutsideRig rig = new OutsideRig(ordered, keeps)) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16"));
      rig.judge("s", 1, 2, Wire.announce("10.2.0.0/16"));
      Fate left = rig.untilFates(2).fates.get(1);
      assertThat(left.rule()).isEqualTo("passed over");
      assertThat(Wire.withdrawn(left.instead().get(0))).containsExactly("10.2.0.0/16");
      rig.judge("s", 1, 3, Wire.announce("10.3.0.0/16"));
      assertThat(rig.untilFates(3).fates.get(2).action()).isEqualTo(Action.PASS);
      assertThat(rig.injections).isEmpty();
    }
  }

  @Test
  void whatIsLeftOutIsRefusedOnlyWhereAnswersComeInOrderOrByWord() throws Exception {
    String[] grep = {"grep", "--line-buffered", "-v", "10.2.0"};
    OutsideOptions ordered = OutsideRig.options(Unanswered.CLOSE, OutsideRig.LONG, true);
    try (OutsideRig rig = new OutsideRig(ordered, grep)) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16"));
      rig.judge("s", 1, 2, Wire.announce("10.2.0.0/16"));
      rig.judge("s", 1, 3, Wire.announce("10.3.0.0/16"));
      Fate left = rig.untilFates(3).fates.get(1);
      assertThat(left.action()).isEqualTo(Action.REPLACE);
      assertThat(Wire.withdrawn(left.instead().get(0))).containsExactly("10.2.0.0/16");
      assertThat(rig.fates.get(2).action()).isEqualTo(Action.PASS);
    }
    try (OutsideRig rig =
        new OutsideRig(OutsideRig.options(Unanswered.CLOSE, SHORT, false), grep)) {
      rig.judge("s", 1, 1, Wire.announce("10.2.0.0/16"));
      Fate left = rig.untilFates(1).fates.get(0);
      assertThat(left.action()).isEqualTo(Action.CLOSE);
      assertThat(Notification.communication(left.instead().get(0))).contains("no answer");
      assertThat(left.event()).isEqualTo("exec/unanswered");
    }
    String[] drop =
        python(
            "for l in sys.stdin:",
            "  m = json.loads(l); m[5]['ACTION'] = 'DROP'; print(json.dumps(m))");
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), drop)) {
      rig.judge("s", 1, 1, Wire.announce("10.2.0.0/16"));
      Fate fate = rig.untilFates(1).fates.get(0);
      assertThat(fate.rule()).isEqualTo("dropped");
      assertThat(Wire.withdrawn(fate.instead().get(0))).containsExactly("10.2.0.0/16");
    }
  }

  @Test
  void whatComesTwiceLeavesBehindTheFirstAndWhatHasNoNumberIsNew() throws Exception {
    String[] more =
        python(
            "for l in sys.stdin:",
            "  m = json.loads(l)",
            "  sys.stdout.write(l + l.replace('10.1.', '10.9.'))",
            "  m[1] = 0; m[5] = {'WHY': 'new'}; sys.stdout.write(json.dumps(m) + '\\n')");
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), more)) {
      byte[] wire = Wire.announce("10.1.0.0/16");
      rig.judge("s", 7, 1, wire);
      Fate fate = rig.untilFates(1).until(() -> rig.injections.size() == 1).fates.get(0);
      assertThat(fate.instead()).hasSize(2);
      assertThat(fate.instead().get(0)).isEqualTo(wire);
      assertThat(Wire.announced(fate.instead().get(1))).containsExactly("10.9.0.0/16");
      assertThat(rig.injections.get(0).message()).isEqualTo(wire);
      assertThat(rig.injections.get(0).tags()).containsEntry("WHY", "new");
      assertThat(rig.injections.get(0).behind()).isEqualTo(1);
      assertThat(rig.injections.get(0).epoch()).isEqualTo(7);
    }
  }

  @Test
  void oneThatDiesInTheMiddleIsStartedAnewAndAskedAgain() throws Exception {
    String[] mortal =
        python(
            "import os",
            "for i, l in enumerate(sys.stdin):",
            "  if i == 20: os.kill(os.getpid(), 9)",
            "  sys.stdout.write(l)");
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), mortal)) {
      for (int i = 1; i <= 50; i++) {
        rig.judge("s", 1, i, Wire.announce(Wire.net(i)));
      }
      rig.untilFates(50);
      assertThat(rig.fates).allMatch(fate -> fate.action() == Action.PASS);
      assertThat(rig.sequences()).isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
      assertThat(rig.injections).isEmpty();
    }
  }

  @Test
  void oneThatNeverAnswersHoldsUpNoSessionButItsOwn() throws Exception {
    String[] deaf = {"sh", "-c", "[ $SLUICE_SESSION = deaf ] && exec sleep 1000; exec cat"};
    OutsideOptions passing = OutsideRig.options(Unanswered.PASS, Duration.ofSeconds(2), false);
    try (OutsideRig rig = new OutsideRig(passing, deaf)) {
      byte[] big =
          Wire.announce(
              LongStream.range(0, 800).mapToObj(i -> Wire.net((int) i)).toArray(String[]::new));
      // Far more than fits into its pipe, and than the stage keeps in memory as text.
      for (int i = 1; i <= 800; i++) {
        rig.judge("deaf", 1, i, big);
      }
      for (int i = 1; i <= 100; i++) {
        rig.judge("quick", 1, i, Wire.announce(Wire.net(i)));
      }
      rig.untilFates(100);
      assertThat(rig.fates).allMatch(fate -> fate.session().equals("quick"));
      rig.untilFates(900);
      assertThat(rig.fates).allMatch(fate -> fate.action() == Action.PASS);
      assertThat(rig.fates.get(100).event()).isEqualTo("exec/unanswered");
      assertThat(rig.opened).hasValue(2);
    }
  }

  @Test
  void garbageAnswersNothing() throws Exception {
    String[] noisy =
        python(
            "for l in sys.stdin:",
            "  sys.stdout.buffer.write(bytes(range(128, 256)) + b'\\n[1,2\\n{\"x\\n')",
            "  sys.stdout.buffer.flush()",
            "  if '10.1.' in l: sys.stdout.write(l)");
    try (OutsideRig rig =
        new OutsideRig(OutsideRig.options(Unanswered.DROP, SHORT, false), noisy)) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16"));
      rig.judge("s", 1, 2, Wire.announce("10.2.0.0/16"));
      rig.untilFates(2);
      assertThat(rig.fates.get(0).action()).isEqualTo(Action.PASS);
      assertThat(rig.fates.get(1).rule()).isEqualTo("unanswered");
      assertThat(Wire.withdrawn(rig.fates.get(1).instead().get(0))).containsExactly("10.2.0.0/16");
      assertThat(rig.injections).isEmpty();
    }
  }

  @Test
  void aNewIncarnationOfASessionHasANewHelper() throws Exception {
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), "sleep", "1000")) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16"));
      rig.judge("s", 2, 1, Wire.announce("10.1.0.0/16"));
      assertThat(rig.opened).hasValue(2);
      rig.untilFates(1);
      assertThat(rig.fates.get(0).rule()).isEqualTo("the session had ended");
      assertThat(rig.waiting()).isEqualTo(1);
    }
  }

  @Test
  void aHelperEndsWithItsSessionAndWhatWaitsForItIsGone() throws Exception {
    Path pid = dir.resolve("pid");
    String script = "echo $$ > " + pid + ".new; mv " + pid + ".new " + pid + "; exec sleep 1000";
    OutsideOptions hold = OutsideRig.options(Unanswered.HOLD, OutsideRig.LONG, false);
    try (OutsideRig rig = new OutsideRig(hold, "sh", "-c", script)) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16"));
      rig.until(() -> Files.exists(pid));
      rig.watch("s", 2, Notification.encode(Notification.CEASE, 2));
      rig.aheadNanos.set(Duration.ofSeconds(11).toNanos());
      rig.untilFates(1);
      assertThat(rig.fates.get(0).rule()).isEqualTo("the session had ended");
      String number = Files.readString(pid).strip();
      rig.until(() -> !isAlive(number));
      assertThat(rig.opened).hasValue(1);
    }
  }

  @Test
  void whatNeedsNoVerdictIsShownAndItsEchoIsNoNewMessage() throws Exception {
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), "cat")) {
      rig.watch("s", 1, Wire.keepalive());
      rig.judge("s", 1, 2, Wire.announce("10.1.0.0/16"));
      rig.watch("s", 3, Wire.keepalive());
      rig.judge("s", 1, 4, Wire.announce("10.2.0.0/16"));
      rig.untilFates(2);
      assertThat(rig.injections).isEmpty();
    }
  }

  @Test
  void atTheEndABufferedHelperSaysTheRestAndWhatItDoesNotSayIsRefused() throws Exception {
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), "jq", "-c", "select(.[1] != 2)")) {
      for (int i = 1; i <= 3; i++) {
        rig.judge("s", 1, i, Wire.announce(Wire.net(i)));
      }
      rig.end();
      assertThat(rig.fates.stream().map(Fate::action).toList())
          .isEqualTo(List.of(Action.PASS, Action.REPLACE, Action.PASS));
    }
  }

  @Test
  void aHelperEndsWithAllThatItForked() throws Exception {
    Path pids = dir.resolve("pids");
    String script = "trap '' TERM; sleep 1000 & echo $$ $! > " + pids + "; cat; wait";
    OutsideRig rig = new OutsideRig(OutsideRig.patient(), "sh", "-c", script);
    rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16"));
    rig.untilFates(1);
    rig.close();
    String[] both = Files.readString(pids).strip().split(" ");
    long end = System.nanoTime() + OutsideRig.LONG.toNanos();
    while (isAlive(both[0]) || isAlive(both[1])) {
      assertThat(System.nanoTime()).as("still alive: " + String.join(" ", both)).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static boolean isAlive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
  }

  @Test
  void aMirrorLetsMessagesGoOnAtOnceAndKeepsTheirLines() throws Exception {
    Path copy = dir.resolve("copy");
    OutsideOptions write =
        new OutsideOptions(
            OutsideMode.WRITE,
            OutsideFormat.JSON,
            type -> true,
            OutsideRig.LONG,
            Unanswered.CLOSE,
            false,
            false,
            false);
    try (OutsideRig rig = new OutsideRig(write, "sh", "-c", "cat > " + copy)) {
      for (int i = 1; i <= 2000; i++) {
        rig.judge("s", 1, i, Wire.announce(Wire.net(i)));
      }
      assertThat(rig.fates).hasSize(2000).allMatch(fate -> fate.action() == Action.PASS);
      rig.end();
    }
    assertThat(Files.readAllLines(copy)).hasSize(2000);
  }
}
