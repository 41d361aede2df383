package io.sluice.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventNamesTest {
  private final List<WrittenStage> stages =
      PipelineParser.parse(
          List.of(":1", "--", "limit", "-4", "--", "@x", "limit", "-6", "--", "::1"), Map.of());
  private final EventNames names = EventNames.ofSession(stages, true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit/long | limit/long",
        "@x/session | @x/session",
        "ESTABLISHED | ESTABLISHED",
        "established | ESTABLISHED",
        "bgpfix/pipe.ESTABLISHED | ESTABLISHED",
        "DOWN,limit/long | DOWN,limit/long",
        "limit/long,limit/long | limit/long",
        "listen | listen/PREPARE,listen/READY,listen/START,listen/STOP",
      })
  void a_word_means_an_event_or_all_events_of_a_stage(String words, String expected) {
    assertThat(names.logged(List.of(words.split(",")))).containsExactly(expected.split(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit | limit/short,limit/long,limit/session,limit/origin,limit/block",
        "limit/STOP | limit/STOP",
        "listen | listen/STOP",
        "EOR | EOR",
      })
  void what_ends_a_session_is_what_a_stage_finds_or_that_it_ends(String words, String expected) {
    assertThat(names.killing("--kill", List.of(words))).containsExactly(expected.split(","));
  }

  @Test
  void a_stage_waits_for_the_beginning_of_another_and_stops_with_its_end() {
    assertThat(names.awaited(List.of("limit", "EOR"))).containsExactly("limit/START", "EOR");
    assertThat(names.stopping(List.of("@x"))).containsExactly("@x/STOP");
  }

  @Test
  void all_means_every_event() {
    assertThat(names.logged(List.of("all")))
        .contains("CONNECTED", "DOWN", "PARSE", "EOR_AF", "@x/long", "@x/READY");
    assertThat(names.killing("--kill", List.of("*"))).hasSize(10).doesNotContain("DOWN");
  }

  @Test
  void one_of_several_sessions_is_ended_by_what_stages_find_only() {
    EventNames shared = EventNames.ofSession(stages.subList(1, 3), false);
    assertThat(shared.killing("--kill", List.of("limit/long"))).containsExactly("limit/long");
    assertThatThrownBy(() -> shared.killing("--kill", List.of("ESTABLISHED")))
        .hasMessageContaining("there are limit/short");
  }

  @Test
  void an_event_that_nothing_raises_is_refused_with_those_that_there_are() {
    assertThatThrownBy(() -> names.killing("--kill", List.of("grep/block")))
        .hasMessageContaining("--kill grep/block")
        .hasMessageContaining("limit/long, limit/session");
  }
}
