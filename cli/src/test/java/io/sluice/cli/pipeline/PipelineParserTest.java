package io.sluice.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Direction;
import io.sluice.cli.HelpRequest;
import io.sluice.cli.OperatorException;
import io.sluice.cli.UsageException;
import java.util.List;
import java.util.Map;
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
  private static final Map<String, String> ENVIRONMENT =
      Map.of("SLUICE_LEFT", "192.0.2.7", "SLUICE_RIGHT", "[::8]:1179");

  private static List<WrittenStage> parse(String... words) {
    return PipelineParser.parse(List.of(words), ENVIRONMENT);
  }

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
          connect -- limit -4 -- connect                 | [1] connect 192.0.2.7; [2] limit -4; [3] connect '[::8]:1179'
          listen -- connect --wait listen                | [1] listen :179; [2] connect --wait listen '[::8]:1179'
          speaker --asn 65055                            | [1] speaker --asn 65055; [2] connect '[::8]:1179'
          """)
  void stages_end_at_two_dashes_or_after_their_last_argument(String line, String expected) {
    assertThat(described(parse(line.split(" +")))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "pom.xml, read pom.xml",
    "https://example.org/rib.bz2, read https://example.org/rib.bz2",
    "pom.xml --mrt -L, read --mrt -L pom.xml",
  })
  void a_file_that_is_there_and_a_url_are_read(String line, String expected) {
    assertThat(described(parse(line.split(" ")))).isEqualTo("[1] " + expected);
  }

  @ParameterizedTest
  @CsvSource({"rov", "aspa"})
  void a_stage_of_bgpipe_that_is_not_here_is_told_as_such(String stage) {
    assertThatThrownBy(() -> parse("listen", "--", stage, "--", "connect"))
        .isInstanceOf(OperatorException.class)
        .hasMessage(
            "the stage '"
                + stage
                + "' of bgpipe is not here: docs/from-bgpipe.md says what there is instead");
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
    List<WrittenStage> stages = parse(":1", "grep", "-LR", "ipv4 && as_origin == 65000", "::1");
    assertThat(((FilterOptions) stages.get(1).options()).filter())
        .isEqualTo("ipv4 && as_origin == 65000");
    assertThat(stages.get(1).text()).isEqualTo("grep -LR 'ipv4 && as_origin == 65000'");
  }

  @ParameterizedTest
  @CsvSource({"'',R", "-L,L", "-R,R", "-LR,LR", "--left --right,LR"})
  void a_judge_looks_to_the_right_unless_told_otherwise(String options, String expected) {
    String line = "stdout " + options;
    WrittenStage stage = parse(line.strip().split(" ")).get(0);
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
    List<WrittenStage> stages = parse(line.split(" "));
    assertThat(new WrittenPipeline(stages, false).session()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read -I first x | first",
        "read -I 2 x | 2",
        "read -N @x x | @x",
        "read --inject limit x | limit",
        "read --new last -O ipv4 x | last",
        "read x | next",
      })
  void where_new_messages_enter_is_told_by_three_names(String line, String place) {
    WrittenStage stage = parse(line.split(" ")).get(0);
    assertThat(((SourceOptions) stage.options()).entry()).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grep -I update ipv4 | update",
        "grep --if update ipv4 | update",
        "grep --inject ipv6 -I open ipv4 | ipv6,open",
        "grep -I first -I limit -I open ipv4 | open",
      })
  void what_is_no_place_is_a_filter_of_what_reaches_a_stage(String line, String filters) {
    WrittenStage stage = parse(line.split(" ")).get(0);
    assertThat(((JudgeOptions) stage.options()).inputFilters()).containsExactly(filters.split(","));
  }

  @Test
  void what_an_end_gives_is_chosen_by_a_stage_beside_it() {
    List<WrittenStage> stages =
        parse("listen", "--of", "ipv4", "--", "limit", "-4", "--", "connect", "-O", "update");
    assertThat(described(new WrittenPipeline(stages, false).judges()))
        .isEqualTo("[1] grep -R ipv4; [2] limit -4; [3] grep -L update");
  }

  @Test
  void a_speaker_alone_waits_for_whoever_comes_unless_it_knows_where_to_go() {
    assertThat(described(PipelineParser.parse(List.of("speaker"), Map.of())))
        .isEqualTo("[1] speaker; [2] listen :179");
  }

  @ParameterizedTest
  @CsvSource({"listen", "START", "@left", "@left/READY", "listen/START"})
  void an_end_may_wait_for_the_other_end(String event) {
    List<WrittenStage> stages = parse("@left", ":1", "connect", "--wait", event, "::1");
    assertThat(new WrittenPipeline(stages, false).judges()).isEmpty();
  }

  @Test
  void no_password_is_shown() {
    List<WrittenStage> stages = parse("listen", "--md5", "solarwinds123", ":1", "::1");
    WrittenPipeline pipeline = new WrittenPipeline(stages, false);
    assertThat(new Explainer(false).explain(pipeline)).doesNotContain("solarwinds");
    assertThat(stages.toString()).doesNotContain("solarwinds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connect wss:///peer | names no host",
        "connect --md5 x wss://b.example/ | of BGP over TCP",
        "connect --bind 192.0.2.1 wss://b.example/ | of BGP over TCP",
        "connect --tls ws://b.example/ | with TLS it is wss://",
        "connect --auth a:b 192.0.2.1 | spoken with wss://",
        "connect --ca x.pem ws://b.example/ | spoken with --tls or wss://",
        "listen wss://:443/peer | needs --cert and --key",
        "listen --cert c --key k --header A:b wss://:443/peer | for clients",
      })
  void what_is_wrong_with_an_end_over_websocket_is_told(String words, String told) {
    assertThatThrownBy(() -> parse(words.split(" "))).hasMessageContaining(told);
  }

  @Test
  void an_end_may_be_another_proxy_over_websocket() {
    List<WrittenStage> stages =
        parse("listen", "ws://:8080/peer", "--", "connect", "--auth=a:b", "wss://b.example/peer");
    SocketOptions left = (SocketOptions) stages.get(0).options();
    SocketOptions right = (SocketOptions) stages.get(1).options();
    assertThat(left.label()).isEqualTo(":8080");
    assertThat(left.path()).isEqualTo("/peer");
    assertThat(left.tls()).isNull();
    assertThat(right.label()).isEqualTo("b.example:443");
    assertThat(right.web(Map.of()).credentials()).isEqualTo("a:b");
    assertThat(right.tls()).isNotNull();
  }

  @Test
  void no_secret_of_a_websocket_is_shown() {
    List<WrittenStage> stages =
        parse(
            "listen",
            "--",
            "websocket",
            "--auth=me:solarwinds123",
            "--header",
            "X-Key: solarwinds456",
            "wss://log.example.net/",
            "--",
            "connect",
            "::1");
    assertThat(new Explainer(false).explain(new WrittenPipeline(stages, false)))
        .doesNotContain("solarwinds")
        .contains("'--auth=***' --header 'X-Key: ***' wss://log.example.net/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "writ x | did you mean write?",
        "update | it changes nothing",
        "update --nexthop4 ::1 | an IPv4 address is wanted",
        "update --add-com 1:x | --add-com 1:x: ",
        "update --add-com-large 1:2 | --add-com-large 1:2: ",
        "tag | it changes nothing",
        "tag --add A | write it as KEY=VALUE",
      })
  void what_is_wrong_with_a_stage_is_told(String words, String told) {
    assertThatThrownBy(() -> parse(words.split(" ")))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining(told);
  }

  @Test
  void communities_are_written_as_in_json_or_without_its_quotes() {
    for (String written : List.of("64500:1,65535:65281", "[\"64500:1\",\"65535:65281\"]")) {
      UpdateOptions options =
          (UpdateOptions) parse("update", "--add-com", written).get(0).options();
      assertThat(options.values("").add().get(AttributeCode.COMMUNITIES))
          .containsExactly(0xfb, 0xf4, 0, 1, 0xff, 0xff, 0xff, 0x01);
    }
    UpdateOptions extended =
        (UpdateOptions)
            parse("update", "--add-com-ext", "{\"type\":\"TARGET\",\"value\":\"64500:1\"}")
                .get(0)
                .options();
    assertThat(extended.values("").add().get(AttributeCode.EXTENDED_COMMUNITIES))
        .containsExactly(0, 2, 0xfb, 0xf4, 0, 0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "websocket log.example.net | no URL of a WebSocket",
        "websocket wss:// | names no host",
        "websocket wss://log.example.net/<me> | Illegal character",
        "websocket wss://me:pw@log.example.net/ | behind --auth",
        "websocket --insecure ws://log.example.net/ | spoken with wss://",
        "websocket --listen wss://:8443/ | needs --cert and --key",
        "websocket --listen --header A:b ws://:8080/ | for clients",
        "websocket --header A ws://log.example.net/ | 'Name: value'",
        "websocket --cert c.pem wss://log.example.net/ | stand together",
        "websocket --max-frame 3 ws://log.example.net/ | 1024 or more",
        "websocket --format raw -LR ws://log.example.net/ | tell no direction",
      })
  void what_is_wrong_with_a_websocket_is_told(String words, String told) {
    assertThatThrownBy(() -> parse(words.split(" ")))
        .hasMessageContaining("websocket: ")
        .hasMessageContaining(told);
  }

  @Test
  void an_unknown_word_is_told_with_the_stages_that_there_are() {
    assertThatThrownBy(() -> parse("execute"))
        .hasMessageContaining("'execute'")
        .hasMessageContaining(
            "connect, drop, exec, grep, head, limit, listen, metrics, pipe, read, ris-live,"
                + " rv-live, speaker, stdin, stdout, tag, update, websocket, write");
  }

  @Property(tries = 500)
  void whatever_the_words_are_they_are_read_or_refused_in_words(
      @ForAll("words") List<String> words) {
    try {
      List<WrittenStage> stages = PipelineParser.parse(words, ENVIRONMENT);
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
