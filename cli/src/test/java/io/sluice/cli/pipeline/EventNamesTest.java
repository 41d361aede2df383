package io.sluice.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventNamesTest {
  private final EventNames names =
      new EventNames(List.of("limit/long", "limit/session", "@x/long", "@x/session"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit/long | limit/long",
        "limit | limit/long,limit/session",
        "@x/session | @x/session",
        "ESTABLISHED | ESTABLISHED",
        "established | ESTABLISHED",
        "bgpfix/pipe.ESTABLISHED | ESTABLISHED",
        "DOWN,limit/long | DOWN,limit/long",
        "limit/long,limit/long | limit/long",
      })
  void a_word_means_an_event_or_all_events_of_a_stage(String words, String expected) {
    assertThat(names.logged(List.of(words.split(",")))).containsExactly(expected.split(","));
  }

  @Test
  void all_means_every_event() {
    assertThat(names.logged(List.of("all"))).contains("CONNECTED", "DOWN", "@x/long").hasSize(9);
    assertThat(names.killing("--kill", List.of("*"))).hasSize(4).doesNotContain("DOWN");
  }

  @Test
  void an_event_that_nothing_raises_is_refused_with_those_that_there_are() {
    assertThatThrownBy(() -> names.killing("--kill", List.of("limit/block")))
        .hasMessageContaining("--kill limit/block")
        .hasMessageContaining("limit/long, limit/session");
  }
}
