package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainTest {

  @Test
  void an_explanation_shows_both_directions_and_what_else_runs_and_starts_nothing() {
    Outcome outcome =
        Outcome.of(
            java.util.Map.of("HOSTNAME", "here"),
            "-n",
            "-o",
            "-k",
            "@v4",
            "--data",
            "/nonexistent/sluice",
            "--deadline",
            "90s",
            "--fail-absent",
            "hold",
            "--",
            "listen",
            ":1790",
            "--",
            "@v4",
            "limit",
            "-LR",
            "--ipv4",
            "--max-length",
            "24",
            "--",
            "grep",
            "ipv4",
            "--",
            "connect",
            "--md5",
            "secret",
            "192.0.2.1");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out().replaceAll("policy    \\w{12}", "policy    HASH"))
        .isEqualTo(
            """
            --> MESSAGES FLOWING RIGHT -->
              [1] listen :1790
                  writes messages to pipeline inputs=1
              [2] @v4 limit -LR --ipv4 --max-length 24
                  reads messages from pipeline callbacks=1 types=[UPDATE]
              [3] grep ipv4
                  reads messages from pipeline callbacks=1 types=[ALL]
              [4] connect --md5 *** 192.0.2.1
                  reads messages from pipeline callbacks=1 types=[ALL]

            <-- MESSAGES FLOWING LEFT <--
              [4] connect --md5 *** 192.0.2.1
                  writes messages to pipeline inputs=1
              [2] @v4 limit -LR --ipv4 --max-length 24
                  reads messages from pipeline callbacks=1 types=[UPDATE]
              [1] listen :1790
                  reads messages from pipeline callbacks=1 types=[ALL]

            BESIDE THE PIPELINE
              session   :1790~192.0.2.1:179
              verdicts  within 1m30s, else close; without a judge hold
              policy    HASH, kills on @v4/short, @v4/long, @v4/session, @v4/origin, @v4/block
              kafka     embedded broker, data in /nonexistent/sluice
              registry  in this process
              topics    bgp.to-right bgp.to-left bgp.verdicts bgp.sessions bgp.audit \
            bgp.quarantine bgp.schemas sluice-judge-journal-changelog
              proxy     in this process
              judge     in this process
            """);
  }

  @Test
  void a_half_names_the_cluster_and_where_the_other_half_runs() {
    Outcome outcome =
        Outcome.of(
            "proxy",
            "-n",
            "--kafka",
            "kafka.example:9092",
            "--topic-prefix",
            "t.",
            "--",
            ":1790",
            "::1");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("kafka     cluster at kafka.example:9092")
        .contains("registry  in a topic of the cluster")
        .contains("topics    t.bgp.to-right")
        .contains("proxy     in this process")
        .contains("judge     elsewhere: sluice filters");
  }

  @Test
  void a_pipeline_of_files_needs_no_kafka_and_shows_who_sees_what() {
    Outcome outcome =
        Outcome.of(
            "-n", "-o", "read", "-LR", "x.mrt", "--", "grep", "ipv4", "--", "write", "y.json");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out().replaceAll("threads +.*", "threads"))
        .isEqualTo(
            """
            --> MESSAGES FLOWING RIGHT -->
              [1] read -LR x.mrt
                  writes messages to pipeline inputs=1
              [2] grep ipv4
                  reads messages from pipeline callbacks=1 types=[ALL]
              [3] write y.json
                  reads messages from pipeline callbacks=1 types=[ALL]

            <-- MESSAGES FLOWING LEFT <--
              [1] read -LR x.mrt
                  writes messages to pipeline inputs=1

            BESIDE THE PIPELINE
              input     x.mrt
              output    y.json, standard output
              threads
              kafka     none
            """);
  }

  @Test
  void a_filter_read_in_another_way_is_another_policy() {
    assertThat(policy("standard")).isEqualTo(policy("standard")).isNotEqualTo(policy("bgpipe"));
  }

  private static String policy(String filters) {
    return Outcome.of("-n", "--filters", filters, ":1790", "--", "grep", "ipv4", "--", "::1")
        .out()
        .lines()
        .filter(line -> line.startsWith("  policy"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void help_lists_options_in_the_column_of_the_widest_and_defaults_behind_them() {
    assertThat(Outcome.of("connect", "-h").err())
        .startsWith(
            """
            Stage usage: connect [OPTIONS] ADDR

            Description: connect to a BGP endpoint over TCP

            Options:
                  --port int                  TCP port when ADDR has none (default 179)
            """)
        .contains(
            "      --timeout duration          connect timeout (0 means the system's) (default 15s)\n")
        .contains(
            """

            Common Options:
              -L, --left                      operate in the L direction
              -R, --right                     operate in the R direction
              -A, --args                      take all words up to -- as arguments
              -W, --wait strings              wait for given event before starting
              -S, --stop strings              stop after given event is handled
              -I, --inject string             as --new, with a place (next, first, 3, @NAME ..); with other \
            words, as --if
            """);
    assertThat(Outcome.of("read", "-h").err())
        .contains("\n  -N, --new string ")
        .contains("\n  -O, --of filter ")
        .contains("\n      --mrt ")
        .contains("\n      --skip strings ");
    assertThat(Outcome.of("-h").err())
        .contains("\n  -2, --short-asn ")
        .contains("\n  -i, --stdin ")
        .contains("\n  -I, --stdin-wait ")
        .contains("\nKafka Options:\n      --kafka string");
    assertThat(Outcome.of("limit", "-h").err())
        .contains("\nEvents:\n")
        .contains("  limit/session ");
  }
}
