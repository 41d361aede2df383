package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What "sluice doctor" found. */
public final class Findings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Outcome outcome;
  private final List<JsonNode> all;

  private Findings(Outcome outcome, List<JsonNode> all) {
    this.outcome = outcome;
    this.all = all;
    assertThat(all).as(outcome.err()).isNotEmpty();
  }

  /** Lets it look, with what follows "doctor" on its command line. */
  public static Findings by(String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of(words));
    line.add(0, "doctor");
    int end = line.indexOf("--");
    line.add(end < 0 ? line.size() : end, "--json");
    Outcome outcome = Outcome.of(Map.of("PASSWORD", "wrong"), line.toArray(String[]::new));
    List<JsonNode> all = new ArrayList<>();
    JSON.readTree(outcome.out()).path("findings").forEach(all::add);
    return new Findings(outcome, all);
  }

  /** Those of one session. */
  public Findings about(String session) {
    return new Findings(
        outcome,
        all.stream().filter(f -> f.path("text").asText().startsWith(session + ": ")).toList());
  }

  /** All is well: nothing fails, and nothing is left out. */
  public void areGood() {
    assertThat(all)
        .allSatisfy(f -> assertThat(f.path("level").asText()).as(f.toString()).isEqualTo("ok"));
    assertThat(outcome.status()).isZero();
  }

  /** A check, and only that one, fails, and says what and how to mend it. */
  public void fail(String check, String what, String mend) {
    say(check, "FAIL", what, mend);
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(all)
        .filteredOn(f -> f.path("level").asText().equals("FAIL"))
        .allSatisfy(f -> assertThat(f.path("check").asText()).as(f.toString()).isEqualTo(check));
  }

  /** A check warns, and nothing fails. */
  public void warn(String check, String what, String mend) {
    say(check, "warn", what, mend);
    assertThat(outcome.status()).as(outcome.out()).isZero();
  }

  /** A check says something. */
  public void say(String check, String level, String what, String mend) {
    assertThat(all)
        .as("%s %s: %s", check, level, what)
        .anySatisfy(
            f -> {
              assertThat(f.path("check").asText()).isEqualTo(check);
              assertThat(f.path("level").asText()).isEqualTo(level);
              assertThat(f.path("text").asText()).contains(what);
              assertThat(f.path("mend").asText()).contains(mend);
            });
  }
}
