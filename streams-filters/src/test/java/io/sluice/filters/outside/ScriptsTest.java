package io.sluice.filters.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.Update;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.filters.Wire;
import io.sluice.filters.outside.OutsideRig.Fate;
import io.sluice.schemas.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the documentation, as they stand there. */
class ScriptsTest {
  @TempDir Path dir;

  private static String script(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/examples"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/examples").resolve(name).toString();
  }

  private static String[] python(String name) {
    return new String[] {"python3", "-u", script(name)};
  }

  @Test
  void whatIsAnnouncedIsMarkedWithACommunityAndAllElsePassesAsItCame() throws Exception {
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), python("communities.py"))) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16"));
      rig.judge("s", 1, 2, Wire.withdraw("10.1.0.0/16"));
      rig.judge("s", 1, 3, Wire.refresh());
      rig.untilFates(3);
      byte[] marked = rig.fates.get(0).instead().get(0);
      Update update = Update.of(marked, DecodeContext.AS4);
      int communities = update.find(AttributeCode.COMMUNITIES);
      assertThat(update.valueLength(communities)).isEqualTo(4);
      assertThat(Wire.announced(marked)).containsExactly("10.1.0.0/16");
      assertThat(rig.fates.subList(1, 3)).allMatch(fate -> fate.action() == Action.PASS);
    }
  }

  @Test
  void longPathsAreLeftOut() throws Exception {
    OutsideOptions ordered = OutsideRig.options(Unanswered.CLOSE, OutsideRig.LONG, true);
    try (OutsideRig rig = new OutsideRig(ordered, python("short-paths.py"))) {
      rig.judge("s", 1, 1, path(5));
      rig.judge("s", 1, 2, path(6));
      rig.judge("s", 1, 3, path(1));
      Fate refused = rig.untilFates(3).fates.get(1);
      assertThat(refused.rule()).isEqualTo("passed over");
      assertThat(Wire.withdrawn(refused.instead().get(0))).containsExactly("10.6.0.0/16");
      assertThat(rig.fates.get(0).action()).isEqualTo(Action.PASS);
      assertThat(rig.fates.get(2).action()).isEqualTo(Action.PASS);
    }
  }

  /** An UPDATE over so many ASes. */
  private static byte[] path(int length) {
    byte[] path = new byte[2 + 4 * length];
    path[0] = 2;
    path[1] = (byte) length;
    for (int i = 0; i < length; i++) {
      path[5 + 4 * i] = (byte) (i + 1);
    }
    UpdateBuilder builder =
        new UpdateBuilder(DecodeContext.AS4)
            .set(AttributeCode.ORIGIN, 0x40, new byte[] {0})
            .set(AttributeCode.AS_PATH, 0x40, path)
            .set(AttributeCode.NEXT_HOP, 0x40, new byte[] {(byte) 192, 0, 2, 1});
    builder.nlri().u8(16).u8(10).u8(length);
    return builder.build(Header.MAX_LENGTH).value().get(0);
  }

  @Test
  void aShellScriptAddsARouteOfItsOwn() throws Exception {
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), "sh", script("blackhole.sh"))) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16"));
      rig.untilFates(1).until(() -> rig.injections.size() == 1);
      assertThat(rig.fates.get(0).action()).isEqualTo(Action.PASS);
      assertThat(Wire.announced(rig.injections.get(0).message()))
          .containsExactly("203.0.113.66/32");
    }
  }

  @Test
  void aShellScriptCountsWhatPasses() throws Exception {
    Path counts = dir.resolve("counts.txt");
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
    try (OutsideRig rig = new OutsideRig(write, "sh", script("types.sh"), counts.toString())) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16"));
      rig.watch("s", 2, Wire.keepalive());
      rig.judge("s", 1, 3, Wire.withdraw("10.1.0.0/16"));
      rig.end();
    }
    assertThat(Files.readString(counts)).isEqualTo("OPEN 0 UPDATE 2 other 1\n");
  }

  @Test
  void outputThatDoesNotMatchIsRefusedOrLeftOut() throws Exception {
    String[] twice = {"python3", "-u", "-c", TWICE};
    try (OutsideRig rig =
        OutsideRig.wanting(
            OutsideRig.patient(),
            message -> !Wire.announced(message.toByteArray()).contains("10.9.0.0/16"),
            twice)) {
      rig.judge("s", 1, 1, Wire.announce("10.1.0.0/16"));
      rig.judge("s", 1, 2, Wire.announce("10.9.0.0/16"));
      rig.judge("s", 1, 3, Wire.announce("10.2.0.0/16"));
      rig.untilFates(3);
      assertThat(rig.fates.get(0).action()).isEqualTo(Action.PASS);
      assertThat(rig.fates.get(1).rule()).isEqualTo("not wanted");
      assertThat(Wire.withdrawn(rig.fates.get(1).instead().get(0))).containsExactly("10.9.0.0/16");
      Fate changed = rig.fates.get(2);
      assertThat(changed.instead()).hasSize(1);
      assertThat(Wire.withdrawn(changed.instead().get(0))).containsExactly("10.2.0.0/16");
      assertThat(rig.injections).isEmpty();
    }
  }

  /** Passes two messages, makes another one of the third, and adds a new one. */
  private static final String TWICE =
      """
      import sys
      for i, l in enumerate(sys.stdin):
          if i == 2:
              print('{"reach":["10.9.0.0/16"],"attrs":{"ORIGIN":"IGP","ASPATH":[1],"NEXTHOP":"192.0.2.1"}}')
          sys.stdout.write(l.replace("10.2.", "10.9."))
          sys.stdout.flush()
      """;
}
