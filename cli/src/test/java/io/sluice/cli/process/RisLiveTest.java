package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RIS Live, from a server on this machine that breaks off now and then. */
class RisLiveTest {
  @TempDir Path folder;
  private Path archive;
  private List<String> messages;

  @BeforeEach
  void archive() throws IOException {
    archive = folder.resolve("in.mrt");
    String[] words = {"-l", "disabled", "-i", "write", archive.toString()};
    assertThat(FileCommand.withInput(FileCommand.updates(), words).status()).isZero();
    messages = RisMessages.json(archive);
  }

  private Outcome read(RisServer server, String scheme, String... more) {
    return Outcome.of(
        Stream.concat(
                Stream.of("-l", "disabled", "ris-live", "--url", server.url(scheme)),
                Stream.concat(Stream.of("--delay-err", "0", "--retry-max", "1"), Stream.of(more)))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws", "http"})
  void what_a_server_sends_that_is_killed_in_between_comes_through_once_and_in_order(String scheme)
      throws Exception {
    Path out = folder.resolve("out.mrt.zst");
    try (RisServer server = new RisServer(messages, Set.of(0, 3, 7), true)) {
      Outcome outcome =
          read(server, scheme, "--sub", "{\"host\":\"rrc21\"}", "--", "write", out.toString());
      assertThat(outcome.status()).as("it went, and does not come back").isEqualTo(1);
      assertThat(server.connections).isEqualTo(4);
      assertThat(server.subscriptions)
          .hasSize(4)
          .allMatch(
              asked ->
                  asked.contains("\"host\":\"rrc21\",\"socketOptions\":{\"includeRaw\":true}"));
      assertThat(server.pongs).isEqualTo(scheme.equals("ws") ? 4 : 0);
    }
    assertThat(RisMessages.records(out))
        .isEqualTo(RisMessages.records(archive))
        .hasSizeGreaterThan(8);
  }

  @Test
  void messages_have_the_tags_of_the_service() throws Exception {
    try (RisServer server = new RisServer(messages.subList(0, 1), Set.of(), true)) {
      assertThat(read(server, "ws").out())
          .hasLineCount(1)
          .containsPattern("\"PEER_AS\":\"\\d+\"")
          .contains("\"PEER_IP\"", "\"COLLECTOR\":\"rrc21\"", "\"RIS_HOST\":\"rrc21.ripe.net\"")
          .containsPattern("\"RIS_ID\":\"[^\"]+-0000000000000000\"");
    }
  }

  @Test
  void a_change_of_state_becomes_one() throws Exception {
    List<String> changes = new ArrayList<>();
    for (String state : List.of("connected", "down")) {
      changes.add(
          "{\"type\":\"ris_message\",\"data\":{\"timestamp\":1700000000.5,\"peer\":\"192.0.2.9\","
              + "\"peer_asn\":\"64500\",\"host\":\"rrc00\",\"type\":\"RIS_PEER_STATE\",\"state\":\""
              + state
              + "\"}}");
    }
    Path out = folder.resolve("states.mrt");
    try (RisServer server = new RisServer(changes, Set.of(), true)) {
      read(server, "http", "--", "write", out.toString());
    }
    assertThat(RisMessages.records(out))
        .containsExactly(
            "1700000000500 192.0.2.9 64500 connected", "1700000000500 192.0.2.9 64500 down");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws", "http"})
  void what_is_damaged_or_too_long_costs_itself_and_is_told(String scheme) throws Exception {
    String good = messages.get(0);
    List<String> sent =
        List.of(
            good,
            "{\"type\":\"pong\"}",
            good.substring(0, good.length() / 2),
            good.replaceFirst("\"raw\":\"FF", "\"raw\":\"FG"),
            good.replaceFirst("\"peer\":\"[^\"]*\"", "\"peer\":\"nobody\""),
            good.replaceFirst("\"path\"", "\"" + "x".repeat(1 << 20) + "\":1,\"path\""),
            good.replaceFirst(",\"raw\":\"[^\"]*\"", ""),
            good.replaceFirst("\"raw\":\"F+", "\"raw\":\"" + "F".repeat(28) + "0000"),
            messages.get(1));
    try (RisServer server = new RisServer(sent, Set.of(), true)) {
      Outcome outcome = read(server, scheme, "--retry=false");
      assertThat(outcome.out()).hasLineCount(2);
    }
  }

  @Test
  void a_subscription_that_is_refused_ends_the_run_with_its_reason() throws Exception {
    String refusal = "{\"type\":\"ris_error\",\"data\":{\"message\":\"no such host\"}}";
    try (RisServer server = new RisServer(List.of(refusal), Set.of(), false)) {
      assertThat(read(server, "ws").status()).isEqualTo(1);
      assertThat(server.connections).isEqualTo(1);
    }
  }

  @Test
  void what_is_old_shows_a_connection_to_be_stuck() throws Exception {
    try (RisServer server = new RisServer(messages.subList(0, 2), Set.of(), true)) {
      Outcome outcome = read(server, "http", "--delay-err", "3m", "--retry=false");
      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.out()).isEmpty();
    }
  }

  @Test
  void a_connection_that_is_silent_is_given_up() throws Exception {
    try (RisServer server = new RisServer(messages, Set.of(), false)) {
      String out = folder.resolve("out.mrt").toString();
      String[] words = {"--read-timeout", "2s", "--retry=false", "--", "write", out};
      assertThat(read(server, "http", words).status()).isEqualTo(1);
      assertThat(RisMessages.records(Path.of(out))).hasSize(messages.size());
    }
  }

  @Test
  void options_that_cannot_be_are_refused() {
    assertThat(Outcome.of("ris-live", "--sub", "[1]").err()).contains("--sub is an object of JSON");
    assertThat(Outcome.of("ris-live", "--url", "ftp://a/").err()).contains("one of wss://");
    assertThat(Outcome.of("rv-live", "--topics", "(").err()).contains("--topics (");
    assertThat(Outcome.of("-n", "ris-live", "--", "read", "-", "--", "stdout").err())
        .contains("the one before it has no end");
  }
}
