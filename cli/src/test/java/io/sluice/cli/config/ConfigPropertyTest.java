package io.sluice.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a file holds, it is read or refused with a place in it. */
class ConfigPropertyTest {
  private static final List<String> PIECES =
      List.of(
          "sessions:",
          "pipeline:",
          "topics:",
          "kafka:",
          "registry:",
          "http:",
          "limits:",
          "a:",
          "left:",
          "right:",
          "deadline:",
          "retention:",
          "name:",
          "kill:",
          "- ",
          " ",
          "  ",
          "    ",
          "\n",
          "\n",
          "\n",
          "listen :1790",
          "connect 192.0.2.1",
          "limit -LR --ipv4",
          "drop 'as_path",
          "{",
          "}",
          "[",
          "]",
          ", ",
          ": ",
          "'",
          "\"",
          "&x ",
          "*x",
          "!!int ",
          "!y ",
          "| ",
          ">-",
          "? ",
          "---",
          "...",
          "%YAML 1.3",
          "#",
          "~",
          "null",
          "1",
          "30s",
          "true",
          "${env:X}",
          "${file:/}",
          "\t",
          "@",
          "`",
          "<<: *x",
          "\\",
          "\u00e9",
          "\ud83d\ude00");

  @Provide
  Arbitrary<String> files() {
    return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> damaged() {
    String whole =
        """
        name: edge
        sessions:
          a: {left: listen :1790, right: connect 192.0.2.1}
        pipeline:
          - drop -LR 'prefix ~ 10.0.0.0/8'
        topics:
          retention: {audit: 24h}
        kafka:
          bootstrap.servers: k:9092
        """;
    return Arbitraries.integers()
        .between(0, whole.length() - 1)
        .flatMap(
            at ->
                Arbitraries.of(PIECES)
                    .map(piece -> whole.substring(0, at) + piece + whole.substring(at + 1)));
  }

  @Property(tries = 150)
  void any_text_is_read_or_refused_with_its_place(@ForAll("files") String text) {
    look(text);
  }

  @Property(tries = 150)
  void a_damaged_file_is_read_or_refused_with_its_place(@ForAll("damaged") String text) {
    look(text);
  }

  private static void look(String text) {
    for (Use use : List.of(Use.CHECK, Use.BOTH)) {
      Config config = Config.of(text, Map.of("X", "- [x"), use);
      long lines = text.lines().count() + 1;
      assertThat(config.problems())
          .allSatisfy(
              p -> {
                assertThat(p.line()).isBetween(1, (int) lines);
                assertThat(p.column()).isPositive();
                assertThat(p.message()).isNotBlank();
              });
      if (config.errors().isEmpty()) {
        assertThat(Config.of(config.show(), Map.of("X", "- [x"), Use.CHECK).errors()).isEmpty();
      }
    }
  }
}
