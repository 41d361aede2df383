package io.sluice.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.Direction;
import io.sluice.cli.HelpRequest;
import io.sluice.cli.OperatorException;
import io.sluice.cli.UsageException;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineParserTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -- listen :1790 -- connect 192.0.2.1           | [1] listen :1790; [2] connect 192.0.2.1
          listen :1790 connect 192.0.2.1                 | [1] listen :1790; [2] connect 192.0.2.1
          listen :1790 -- -- connect 192.0.2.1 --        | [1] listen :1790; [2] connect 192.0.2.1
          :1790 -- 192.0.2.1                             | [1] listen :1790; [2] connect 192.0.2.1
          :1790 192.0.2.1                                | [1] listen :1790; [2] connect 192.0.2.1
          :1790 192.0.2.1:1179                           | [1] listen :1790; [2] connect 192.0.2.1:1179
          localhost -- localhost:1179                    | [1] connect localhost; [2] connect localhost:1179
          2001:db8::1 -- [2001:db8::2]:1179              | [1] connect 2001:db8::1; [2] connect '[2001:db8::2]:1179'
          @a listen :1 -- @b :2                          | [1] @a listen :1; [2] @b listen :2
          :1 limit -LRM24 192.0.2.1                      | [1] listen :1; [2] limit -LRM24; [3] connect 192.0.2.1
          :1 limit -M 24 -m=8 --silent grep ipv4 ::1     | [1] listen :1; [2] limit -M 24 -m=8 --silent; [3] grep ipv4; [4] connect ::1
          :1 stdout -L -- stdout -LR ::1                 | [1] listen :1; [2] stdout -L; [3] stdout -LR; [4] connect ::1
          listen --md5 secret :1 -- ::1                  | [1] listen --md5 *** :1; [2] connect ::1
          listen --md5=secret :1 -- ::1                  | [1] listen '--md5=***' :1; [2] connect ::1
          listen --md5 $KEY :1 -- ::1                    | [1] listen --md5 $KEY :1; [2] connect ::1
          """)
  void stages_end_at_two_dashes_or_after_their_last_argument(String line, String expected) {
    assertThat(described(PipelineParser.parse(List.of(line.split(" +"))))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "pom.xml, read pom.xml",
    "https://example.org/rib.bz2, read https://example.org/rib.bz2",
    "pom.xml --mrt -L, read --mrt -L pom.xml",
  })
  void a_file_that_is_there_and_a_url_are_read(String line, String expected) {
    assertThat(described(PipelineParser.parse(List.of(line.split(" ")))))
        .isEqualTo("[1] " + expected);
  }

  private static String described(List<WrittenStage> stages) {
    return stages.stream()
        .map(
            s ->
                "["
                    + s.number()
                    + "] "
                    + (s.name().startsWith("@") ? s.name() + " " : "")
                    + s.text())
        .collect(Collectors.joining("; "));
  }

  @Test
  void a_filter_is_one_word_however_many_blanks_it_has() {
    List<WrittenStage> stages =
        PipelineParser.parse(List.of(":1", "grep", "-LR", "ipv4 && as_origin == 65000", "::1"));
    assertThat(((FilterOptions) stages.get(1).options()).filter())
        .isEqualTo("ipv4 && as_origin == 65000");
    assertThat(stages.get(1).text()).isEqualTo("grep -LR 'ipv4 && as_origin == 65000'");
  }

  @ParameterizedTest
  @CsvSource({"'',R", "-L,L", "-R,R", "-LR,LR", "--left --right,LR"})
  void a_judge_looks_to_the_right_unless_told_otherwise(String options, String expected) {
    String line = "stdout " + options;
    WrittenStage stage = PipelineParser.parse(List.of(line.strip().split(" "))).get(0);
    assertThat(stage.directions())
        .containsExactlyInAnyOrderElementsOf(
            expected.chars().mapToObj(c -> Direction.valueOf("" + (char) c)).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "listen :1790 -- connect 192.0.2.1, :1790~192.0.2.1:179",
    "listen 127.0.0.1 -- connect --port 1179 router.example, 127.0.0.1:179~router.example:1179",
    "connect 192.0.2.1 -- ::1, 192.0.2.1:179~[::1]:179",
  })
  void a_session_is_named_after_its_ends(String line, String name) {
    List<WrittenStage> stages = PipelineParser.parse(List.of(line.split(" ")));
    assertThat(new WrittenPipeline(stages, false).session()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"listen", "START", "@left", "@left/READY", "listen/START"})
  void an_end_may_wait_for_the_other_end(String event) {
    List<WrittenStage> stages =
        PipelineParser.parse(List.of("@left", ":1", "connect", "--wait", event, "::1"));
    assertThat(new WrittenPipeline(stages, false).judges()).isEmpty();
  }

  @Test
  void no_password_is_shown() {
    List<WrittenStage> stages =
        PipelineParser.parse(List.of("listen", "--md5", "solarwinds123", ":1", "::1"));
    WrittenPipeline pipeline = new WrittenPipeline(stages, false);
    assertThat(new Explainer(false).explain(pipeline)).doesNotContain("solarwinds");
    assertThat(stages.toString()).doesNotContain("solarwinds");
  }

  @Test
  void an_unknown_word_is_told_with_the_stages_that_there_are() {
    assertThatThrownBy(() -> PipelineParser.parse(List.of("exec")))
        .hasMessageContaining("'exec'")
        .hasMessageContaining(
            "connect, drop, grep, limit, listen, read, ris-live, rv-live, speaker, stdin, stdout, write");
  }

  @Property(tries = 500)
  void whatever_the_words_are_they_are_read_or_refused_in_words(
      @ForAll("words") List<String> words) {
    try {
      List<WrittenStage> stages = PipelineParser.parse(words);
      new Explainer(false).explain(new WrittenPipeline(stages, true));
    } catch (OperatorException | UsageException | HelpRequest e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<List<String>> words() {
    Arbitrary<String> known =
        Arbitraries.of(
            "--",
            "listen",
            "connect",
            "speaker",
            "--active",
            "limit",
            "grep",
            "stdout",
            ":1790",
            "192.0.2.1",
            "::1",
            "@x",
            "@",
            "-LR",
            "-M",
            "24",
            "--md5",
            "--md5=",
            "-",
            "",
            "-h",
            "read",
            "write",
            "-i",
            "pom.xml",
            "[::1]:1",
            "[",
            ":",
            "-LM24");
    return Arbitraries.oneOf(known, known, Arbitraries.strings().ascii().ofMaxLength(8))
        .list()
        .ofMaxSize(8);
  }
}
