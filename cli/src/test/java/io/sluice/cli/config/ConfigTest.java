package io.sluice.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.KafkaOptions;
import io.sluice.cli.OperatorException;
import io.sluice.cli.Outcome;
import io.sluice.cli.RegistryOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
  private static final String TWO =
      """
      name: edge-1
      deadline: 10s
      fail-absent: pass
      stdout: true
      sessions:
        a:
          left: listen --peer 192.0.2.7 127.0.0.1:1790
          right: connect 192.0.2.1
        b.example/2:
          left: listen --peer 192.0.2.8 127.0.0.1:1790
          right: "192.0.2.2"
          deadline: 1m0s
          fail: hold
      pipeline:
        - drop -LR 'prefix ~ 10.0.0.0/8 || as_path == 64512'
        - "@v4 limit --ipv4 --session 5"
      kill: "@v4/session"
      topics: {prefix: edge., partitions: 2, retention: {audit: 24h}}
      limits: {bytes-per-session: 1048576, drain-time: 5s}
      kafka:
        bootstrap.servers: kafka.example:9092
        client.rack: r${env:RACK}
      registry:
        schema.registry.url: https://registry.example
        basic.auth.user.info: user:${env:RACK}
      """;

  @TempDir Path dir;

  private static List<Problem> problems(String text) {
    return Config.of(text, Map.of("RACK", "7"), Use.BOTH).problems();
  }

  @Test
  void reads_all_of_a_file() {
    Config config = Config.of(TWO, Map.of("RACK", "7"), Use.BOTH);
    assertThat(config.problems()).isEmpty();
    assertThat(config.summary()).isEqualTo("2 sessions, 2 stages");
    assertThat(config.words())
        .contains("--name=edge-1", "--deadline=10s", "--fail-absent=pass", "--stdout")
        .contains("--kill=@v4/session", "--topic-prefix=edge.", "--partitions=2");
    var sessions = config.run().sessions();
    assertThat(sessions.get(0).id()).isEqualTo("a");
    assertThat(sessions.get(0).deadline()).isNull();
    assertThat(sessions.get(0).pipeline().stages())
        .extracting(stage -> stage.number() + " " + stage.text())
        .containsExactly(
            "1 listen --peer 192.0.2.7 127.0.0.1:1790",
            "2 drop -LR 'prefix ~ 10.0.0.0/8 || as_path == 64512'",
            "3 limit --ipv4 --session 5",
            "4 connect 192.0.2.1");
    assertThat(sessions.get(1).id()).isEqualTo("b.example/2");
    assertThat(sessions.get(1).deadline()).isEqualTo(Duration.ofMinutes(1));
    assertThat(sessions.get(1).fail()).isEqualTo("hold");
    assertThat(sessions.get(1).pipeline().right().label()).isEqualTo("192.0.2.2:179");
    assertThat(config.limits().bytesPerSession()).isEqualTo(1 << 20);
    assertThat(config.limits().drainTime()).isEqualTo(Duration.ofSeconds(5));
    KafkaOptions kafka = new KafkaOptions();
    RegistryOptions registry = new RegistryOptions();
    config.apply(kafka, registry);
    assertThat(kafka.client())
        .containsEntry("bootstrap.servers", "kafka.example:9092")
        .containsEntry("client.rack", "r7");
    assertThat(registry.settings().toString()).contains("registry.example").doesNotContain(":7");
  }

  @Test
  void a_session_is_that_of_the_proxy_it_names_and_of_every_one_without() throws Exception {
    Path file = dir.resolve("bridge.yaml");
    Files.writeString(
        file,
        """
        kafka: {bootstrap.servers: kafka.example:9092}
        sessions:
          a: {proxy: edge-1, left: listen :1790, right: connect 192.0.2.1}
          b: {proxy: edge-2, left: listen :1790, right: connect 192.0.2.1}
          c: {left: listen :1791, right: connect 192.0.2.1}
        """);
    assertThat(sessions(file, "proxy", "edge-1")).containsExactly("a", "c");
    assertThat(sessions(file, "proxy", "edge-2")).containsExactly("b", "c");
    assertThat(sessions(file, "proxy", "edge-3")).containsExactly("c");
    // The judges are for all of them.
    assertThat(sessions(file, "filters", "edge-1")).containsExactly("a", "b", "c");
  }

  private static List<String> sessions(Path file, String half, String name) {
    Outcome outcome = Outcome.of(half, "-n", "-c", file.toString(), "--name", name);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome
        .out()
        .lines()
        .filter(l -> l.startsWith("  session "))
        .map(l -> l.substring(12))
        .toList();
  }

  @Test
  void the_group_protocol_of_kafka_streams_is_for_the_judge_alone() {
    String file = "kafka: {bootstrap.servers: 'kafka.example:9092', group.protocol: Streams}";
    KafkaOptions kafka = new KafkaOptions();
    Config.of(file, Map.of(), Use.BOTH).apply(kafka, new RegistryOptions());
    assertThat(kafka.client()).doesNotContainKey("group.protocol");
    assertThat(kafka.streams()).containsEntry("group.protocol", "streams");
  }

  @Test
  void a_file_without_anything_is_right() {
    assertThat(problems("")).isEmpty();
    assertThat(problems("# nothing\n")).isEmpty();
    assertThat(problems("sessions:\npipeline: []\ntopics: {}\n")).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sesions: {}                      | sesions: unknown key; the nearest known key is sessions",
        "topics: {partition: 2}           | topics.partition: unknown key; the nearest known key is partitions",
        "partitions: 2                    | partitions: unknown key; what is called so is topics.partitions",
        "topic-prefix: x                  | topic-prefix: unknown key; what is called so is topics.prefix",
        "topics.prefix: x                 | topics.prefix: unknown key; what is called so is topics.prefix",
        "sessions: {a: {left: listen :1, rigth: connect 1.2.3.4}} | sessions.a.rigth: unknown key; the nearest known key is right",
        "registry: {schema.registry.ulr: http://x} | registry.schema.registry.ulr: unknown key; the nearest known key is schema.registry.url",
        "deadline: 30 apples              | deadline: '30 apples': a duration, such as 250ms",
        "deadline: 5ms                    | deadline: '5ms': 100ms or more",
        "threads: many                    | threads: 'many': a whole number, 1 to 256",
        "threads: 0                       | threads: '0': a whole number, 1 to 256",
        "topics: {replication: 0}         | topics.replication: '0': a whole number, 1 to 32767, or -1",
        "topics: {prefix: a/b}            | topics.prefix: 'a/b': topic prefix 'a/b': only letters",
        "fail: clsoe                      | fail: 'clsoe': close, hold or pass",
        "stdout: yes                      | stdout: 'yes': true or false",
        "log: loud                        | log: 'loud': trace, debug, info, warn, error or disabled",
        "http: {listen: 127.0.0.1}        | http.listen: '127.0.0.1': '127.0.0.1' has no port",
        "http: {listen: '127.0.0.1:x'}    | x is no port",
        "name:                            | name: nothing stands here; wanted is: text",
        "name: [a]                        | name: a list stands here; wanted is: text",
        "topics: [a]                      | topics: a list stands here; a mapping of keys is wanted",
        "sessions: {a: connect 1.2.3.4}   | sessions.a: one value stands here; a mapping of keys is wanted",
        "pipeline: [{limit: 1}]           | pipeline: a mapping of keys stands in the list; text is wanted",
        "[a, b]                           | the file holds a list; a mapping of keys is wanted",
        "just words                       | the file holds one value; a mapping of keys is wanted",
        "[a]: b                           | a list stands where a key is wanted",
        "{name: a, name: b}               | name stands here a second time; it is in line 2 already",
        "sessions: {a: {left: listen :1}} | sessions.a has no right: say which end is there",
        "sessions: {'': {left: listen :1, right: connect 1.2.3.4}} | a session's name has 1 to 249 characters",
        "sessions: {a: {left: limit -4, right: connect 1.2.3.4}} | sessions.a.left: limit is no end of a session",
        "sessions: {a: {left: listen :1, right: connect}} | sessions.a.right: stage [2] connect: where to? write an address behind it, or set $SLUICE_RIGHT",
        "sessions: {a: {left: listen --of ipv4 :1, right: connect 1.2.3.4}} | sessions.a.left: --of is for the command line",
        "sessions: {a: {left: listen :1 --ttl 3, right: connect 1.2.3.4}} | options of a stage stand before its argument",
        "sessions: {a: {left: listen -R :1, right: connect -R 1.2.3.4}} | sessions.a: stage [2] connect: the last stage sends to the left",
        "sessions: {a: {left: listen --md5-file /no/such :1, right: connect 1.2.3.4}} | sessions.a.left: cannot read --md5-file /no/such",
        "sessions: {a: {left: listen --md5 $NONE :1, right: connect 1.2.3.4}} | sessions.a.left: --md5: there is no environment variable NONE",
        "pipeline: [connect 1.2.3.4]      | pipeline: connect is an end: it stands as left or right of a session",
        "pipeline: [limt -4]              | pipeline: unknown stage 'limt'",
        "pipeline: [limit --max-lenght 3] | pipeline: Unknown option: '--max-lenght'; the nearest is --max-length",
        "pipeline: [limit --max-length x] | pipeline: Invalid value for option '--max-length'",
        "pipeline: [limit --max-length 300] | pipeline: stage [2] limit: --max-length 300: 0 to 128",
        "pipeline: [limit -4 limit -6]    | pipeline: 2 stages in 'limit -4 limit -6'; one is wanted",
        "pipeline: ['']                   | pipeline: no stage in ''",
        "pipeline: [limit -h]             | pipeline: -h is for the command line",
        "pipeline: [\"drop 'prefix\"]     | pipeline: the quote ' before 'prefix' is not closed",
        "pipeline: [drop 'prefix ~']      | pipeline: stage [2] drop: filter, column 9: expected a value",
        "kill: [limit/sesion]             | kill: limit/sesion: no such event here",
        "kill: [ESTABLISHED]              | kill: ESTABLISHED: no such event here",
        "events: [BORED]                  | events: BORED: no such event here; there are START",
        "kafka: {ssl: {truststore: x}}    | kafka.ssl: a mapping of keys stands here; one value is wanted, behind the setting's whole name",
        "name: ${env:NONE}                | name: there is no environment variable NONE",
        "name: ${file:/no/such}           | name: cannot read the file /no/such",
        "http: {token: '${env:NONE}'}     | http.token: there is no environment variable NONE",
        "registry: {basic.auth.user.info: x} | registry:",
        "name: @x                         | this is no YAML: while scanning for the next token",
        "name: [a                         | this is no YAML: while parsing a flow sequence",
        "name: *a                         | this is no YAML:",
      })
  void names_what_is_wrong_and_where(String text, String message) {
    List<Problem> problems = problems("\n" + text);
    assertThat(problems).anyMatch(p -> p.toString().contains(message));
    assertThat(problems).allMatch(p -> p.line() >= 2 && p.column() >= 1 && !p.warning());
  }

  @Test
  void names_the_line_and_column_of_each() {
    List<Problem> problems =
        problems(
            "name: a\nthreads: x\nsessions:\n  a:\n    left: listen :1\n    rihgt: b\nfail: no\n");
    assertThat(problems)
        .extracting(p -> p.line() + ":" + p.column())
        .containsExactly("2:10", "4:3", "6:5", "7:7");
    assertThat(problems.get(0).toString()).startsWith("line 2, column 10: threads: 'x': ");
  }

  @Test
  void several_documents_and_depth_without_end_are_errors() {
    assertThat(problems("name: a\n---\nname: b\n")).hasSize(1);
    assertThat(problems("[".repeat(50_000))).hasSize(1);
    assertThat(problems("name: \"\u0001\"\n")).hasSize(1);
  }

  @Test
  void two_sessions_for_the_same_peer_at_the_same_address_are_an_error() {
    String text =
        """
        sessions:
          a: {left: listen --peer 192.0.2.7 :1790, right: connect 192.0.2.1}
          b: {left: listen --peer 192.0.2.8 :1790, right: connect 192.0.2.1}
          c: {left: listen --peer 192.0.2.7 :1790, right: connect 192.0.2.1}
          d: {left: listen 127.0.0.1:0, right: connect 192.0.2.1}
          e: {left: listen 127.0.0.1:0, right: connect 192.0.2.1}
        """;
    assertThat(problems(text))
        .extracting(Problem::toString)
        .containsExactly(
            "line 4, column 13: sessions.c.left: sessions.a.left in line 2 listens at :1790 too, for"
                + " the same peer; tell them apart by --peer or by address");
  }

  @Test
  void a_setting_of_kafka_that_looks_misspelt_is_warned_of() {
    List<Problem> problems =
        problems("kafka: {securty.protocol: SSL, my.interceptor.x: 1, producer.linger.ms: 1}");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).warning()).isTrue();
    assertThat(problems.get(0).message())
        .contains("kafka.securty.protocol: no client of Kafka knows it")
        .contains("security.protocol");
  }

  @Test
  void secrets_come_from_files_and_the_environment() throws Exception {
    Path secret = dir.resolve("secret");
    Files.writeString(secret, "two words: ${env:X} #\n");
    String text =
        "kafka: {bootstrap.servers: k, ssl.key.password: '${file:" + secret + "}-${env:RACK}'}\n";
    KafkaOptions kafka = new KafkaOptions();
    Config.of(text, Map.of("RACK", "7"), Use.BOTH).apply(kafka, new RegistryOptions());
    assertThat(kafka.client()).containsEntry("ssl.key.password", "two words: ${env:X} #-7");
    // What is Kafka's own is left to it.
    Config.of("kafka: {bootstrap.servers: k, x: '${dir:/a:b}'}", Map.of(), Use.BOTH)
        .apply(kafka, new RegistryOptions());
    assertThat(kafka.client()).containsEntry("x", "${dir:/a:b}");
  }

  @Test
  void a_judge_needs_no_passwords_of_sessions_and_a_look_needs_none_at_all() {
    String text =
        """
        sessions:
          a: {left: "listen --md5 ${env:NONE} :1790", right: "connect --md5 $NONE 192.0.2.1"}
        http: {listen: ":1", token: "${file:/no/such}"}
        """;
    assertThat(Config.of(text, Map.of(), Use.PROXY).errors()).hasSize(3);
    assertThat(Config.of(text, Map.of(), Use.FILTERS).errors()).hasSize(1);
    assertThat(Config.of(text, Map.of(), Use.CLUSTER).problems()).isEmpty();
    Config looked = Config.of(text, Map.of(), Use.CHECK);
    assertThat(looked.errors()).isEmpty();
    assertThat(looked.problems()).hasSize(3).allMatch(Problem::warning);
  }

  @Test
  void shows_no_secret() {
    String text =
        """
        sessions:
          a:
            left: listen --md5 geheim :1790
            right: connect --md5=geheim 192.0.2.1
        http: {token: geheim}
        kafka:
          sasl.jaas.config: x password="geheim";
          producer.ssl.key.password: geheim
          ssl.keystore.password: ${env:WHERE}
        registry:
          schema.registry.url: https://user:geheim@registry.example
          bearer.auth.token: geheim
        """;
    Config config = Config.of(text, Map.of(), Use.CHECK);
    assertThat(config.show())
        .doesNotContain("geheim")
        .contains("listen --md5 *** :1790", "--md5=***", "token: '***'")
        .contains("https://***@registry.example", "ssl.keystore.password: ${env:WHERE}");
    assertThat(config.problems().toString()).doesNotContain("geheim");
    String wrong = text.replace(":1790", ":x").replace("192.0.2.1", "--ttl 300 1.2.3.4 more");
    assertThat(Config.of(wrong, Map.of(), Use.CHECK).problems().toString())
        .contains("no port")
        .doesNotContain("geheim");
  }

  @Test
  void what_is_shown_means_the_same() {
    Map<String, String> environment = Map.of("RACK", "7");
    String shown = Config.of(TWO, environment, Use.BOTH).show().replace("user:***", "user:7");
    Config config = Config.of(TWO, environment, Use.BOTH);
    String visible = TWO.replace("user:${env:RACK}", "${env:USER_INFO}");
    assertThat(shown).contains("threads: 1\n", "stdout: true\n", "drain-time: 5s\n");
    Config again =
        Config.of(
            Config.of(visible, Map.of("RACK", "7", "USER_INFO", "u:7"), Use.BOTH).show(),
            Map.of("RACK", "7", "USER_INFO", "user:7"),
            Use.BOTH);
    assertThat(again.problems()).isEmpty();
    assertThat(again.words()).containsAll(config.words());
    assertThat(again.run().sessions()).hasSameSizeAs(config.run().sessions());
    assertThat(again.show()).isEqualTo(Config.of(again.show(), environment, Use.CHECK).show());
  }

  @Test
  void check_tells_all_at_once_and_says_it_by_its_exit_status() throws Exception {
    Path file = dir.resolve("bridge.yaml");
    Files.writeString(file, "fail: x\nthreads: x\n");
    Outcome wrong = Outcome.of("config", "check", file.toString());
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.out())
        .contains(file + ": line 1, column 7: fail: 'x'")
        .contains(file + ": line 2, column 10: threads: 'x'")
        .contains(": 2 errors");
    assertThat(Outcome.of("config", "show", file.toString()).status()).isEqualTo(1);
    Files.writeString(file, TWO.replace("${env:RACK}", "7"));
    Outcome right = Outcome.of("config", "check", file.toString());
    assertThat(right.status()).as(right.out()).isZero();
    assertThat(right.out()).isEqualTo(file + ": 2 sessions, 2 stages, no errors\n");
    assertThat(Outcome.of("config", "look", file.toString()).status()).isEqualTo(2);
    assertThat(Outcome.of("config").status()).isEqualTo(2);
  }

  @Test
  void a_file_that_cannot_be_read_is_named() throws Exception {
    Path none = dir.resolve("none.yaml");
    assertThatThrownBy(() -> Config.read(none, Map.of(), Use.CHECK))
        .isInstanceOf(OperatorException.class)
        .hasMessage("there is no file " + none);
    Files.write(none, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> Config.read(none, Map.of(), Use.CHECK))
        .hasMessage(none + " is no text in UTF-8");
    assertThat(Outcome.of("proxy", "-c", dir.toString()).status()).isEqualTo(1);
  }

  @Test
  void options_beside_the_file_come_on_top_and_stages_have_no_place_there() throws Exception {
    Path file = dir.resolve("bridge.yaml");
    Files.writeString(file, TWO.replace("${env:RACK}", "7"));
    String path = file.toString();
    Outcome plain = Outcome.of("proxy", "-n", "-c", path);
    assertThat(plain.status()).as(plain.err()).isZero();
    assertThat(plain.out())
        .contains(
            "SESSION a", "SESSION b.example/2", "within 10s, else close; without a judge pass")
        .contains("within 1m0s, else hold; without a judge pass", "kafka.example:9092");
    Outcome over =
        Outcome.of("-c", path, "-n", "--deadline", "3s", "--topic-prefix", "x.", "--kafka", "k:1");
    assertThat(over.out()).contains("within 3s", "x.bgp.audit", "cluster at k:1");
    Outcome stages = Outcome.of("-n", "-c", path, "--", "limit", "-4");
    assertThat(stages.status()).isEqualTo(1);
    assertThat(stages.err()).contains("leave 'limit' out");
    assertThat(Outcome.of("-n", "-c", path, "--session", "x").err()).contains("--session");
    assertThat(Outcome.of("-n", "-c", path, "-i").status()).isEqualTo(1);
  }
}
