package io.sluice.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Whether the process runs, and what it says of itself. */
final class ProcessCheck {
  private final Patient patient;

  ProcessCheck(Patient patient) {
    this.patient = patient;
  }

  List<Finding> look() {
    RunningProcess process = patient.process();
    String word = patient.plan().half().word();
    return switch (process.answer()) {
      case NO_PORT ->
          List.of(
              Finding.unchecked(
                  "no HTTP port is configured at which a running process could be asked (--http,"
                      + " http.listen)"));
      case NOTHING ->
          List.of(
              Finding.warn(
                  "nothing listens at " + process.url() + ": it does not run here, or without it",
                  patient.sluice(word)));
      case FOREIGN ->
          List.of(
              Finding.fail(
                  "what listens at " + process.url() + " is no Sluice",
                  "another port with --http, or http.listen in the file"));
      case OTHER_TOKEN, TOLD -> told(process);
    };
  }

  private static List<Finding> told(RunningProcess process) {
    List<Finding> findings = new ArrayList<>();
    JsonNode health = process.health();
    if (process.answer() == RunningProcess.Answer.OTHER_TOKEN) {
      findings.add(
          Finding.warn(
              "the process at " + process.url() + " wants another token, and tells no sessions",
              "the token that it was started with, in --http-token or http.token"));
    }
    if (!health.path("judge").asText("running").equals("running")) {
      findings.add(
          Finding.fail(
              "the judge of the process at "
                  + process.url()
                  + " is "
                  + health.path("judge").asText(),
              "its log says why"));
    }
    for (JsonNode session : process.sessions()) {
      session(session, findings);
    }
    int all = health.path("sessions").asInt();
    int established = health.path("established").asInt();
    if (process.sessions().isEmpty() && established < all) {
      findings.add(
          Finding.fail(
              established + " of " + all + " sessions are established", "its log says why"));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              process.url()
                  + ": up"
                  + (all == 0 ? "" : ", " + established + " of " + all + " sessions established")));
    }
    return findings;
  }

  private static void session(JsonNode session, List<Finding> findings) {
    String id = session.path("id").asText();
    if (!session.path("state").asText().equals("established")) {
      findings.add(
          Finding.fail(
              "session "
                  + id
                  + " is "
                  + session.path("state").asText()
                  + ": "
                  + end("left", session.path("left"))
                  + ", "
                  + end("right", session.path("right")),
              "see routers below for an end that is dialled; one that is awaited must dial here"));
    }
    for (String side : List.of("left", "right")) {
      if (session.path(side).path("bypassing").asBoolean()) {
        findings.add(
            Finding.warn(
                "session " + id + ": what its " + side + " end sends is forwarded unjudged",
                "see judge and loop below"));
      }
    }
  }

  private static String end(String side, JsonNode end) {
    String remote = end.path("remote").asText("");
    String listening = end.path("listening").asText("");
    return side
        + " end "
        + (!remote.isEmpty() && !remote.equals("null")
            ? "connected from " + remote
            : listening.isEmpty() || listening.equals("null")
                ? "dialled in vain"
                : "awaited at " + listening);
  }
}
