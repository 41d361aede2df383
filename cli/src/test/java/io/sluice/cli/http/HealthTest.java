package io.sluice.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.filters.Judge;
import io.sluice.proxy.SessionState;
import io.sluice.proxy.SessionStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {

  private static Health health(boolean started, Judge.State judge, SessionState... states) {
    return health(started, true, judge, states);
  }

  private static Health health(
      boolean started, boolean kafka, Judge.State judge, SessionState... states) {
    return new Health(
        started,
        kafka,
        judge,
        Stream.of(states).map(state -> new SessionStatus("a~b", state, 0, null, null)).toList());
  }

  private static String answers(Health health) throws Exception {
    StringBuilder statuses = new StringBuilder();
    for (Route route : Health.routes(() -> health)) {
      assertThat(route.access()).isEqualTo(Access.OPEN);
      Answer answer = route.handler().answer(new Route.Request("", ""));
      statuses.append(route.path()).append(' ').append(answer.status()).append(' ');
    }
    return statuses.toString().strip();
  }

  @Test
  void a_process_that_still_starts_lives_and_is_not_ready() throws Exception {
    assertThat(answers(health(false, null)))
        .isEqualTo("/health 503 /health/ready 503 /health/live 200");
  }

  @Test
  void a_process_whose_kafka_is_away_lives_and_is_not_ready() throws Exception {
    assertThat(answers(health(true, false, Judge.State.RUNNING, SessionState.ESTABLISHED)))
        .isEqualTo("/health 503 /health/ready 503 /health/live 200");
  }

  @ParameterizedTest
  @EnumSource(Judge.State.class)
  void a_judge_is_ready_when_it_runs(Judge.State state) throws Exception {
    String status = state == Judge.State.RUNNING ? "200" : "503";
    assertThat(answers(health(true, state)))
        .isEqualTo("/health " + status + " /health/ready " + status + " /health/live 200");
  }

  @ParameterizedTest
  @EnumSource(SessionState.class)
  void a_proxy_is_ready_without_its_peers_and_well_with_all_of_them(SessionState second)
      throws Exception {
    String status = second == SessionState.ESTABLISHED ? "200" : "503";
    assertThat(answers(health(true, null, SessionState.ESTABLISHED, second)))
        .isEqualTo("/health " + status + " /health/ready 200 /health/live 200");
  }

  @Test
  void whoever_may_ask_learns_numbers_and_no_names() throws Exception {
    Health health =
        health(true, Judge.State.RUNNING, SessionState.ESTABLISHED, SessionState.WAITING);
    Answer answer = Health.routes(() -> health).get(0).handler().answer(new Route.Request("", ""));
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(body.replaceAll("\\s", ""))
        .isEqualTo(
            "{\"up\":false,\"ready\":true,\"kafka\":true,\"judge\":\"running\",\"sessions\":2,\"established\":1}");
    assertThat(List.of(body.split("\n"))).noneMatch(line -> line.contains("a~b"));
  }
}
