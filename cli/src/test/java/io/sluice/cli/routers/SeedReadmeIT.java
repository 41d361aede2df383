package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.sluice.cli.process.SharedData;
import io.sluice.schemas.testing.TestKafka;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command lines of bgpipe's readme of 2024, word for word but for the name of the program,
 * addresses, ports and names of files, against routers: each does what it is for.
 */
@Tag("routers")
class SeedReadmeIT {
  private static final int LISTEN = 1790;
  private static final int BGP = 1179;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String LOOPBACK = "127.0.0.1";

  /** Of the router that talks to speakers. */
  private static final long OWN_ASN = 65010;

  private static final long LEFT_ASN = 65030;
  private static final long RIGHT_ASN = 65020;
  private static final long SPEAKER_ASN = 65055;

  private static final long SED_RIGHT_ASN = 57355;
  private static final long SED_LEFT_SHOWN = 65001;

  /** One more than the readme's session limit for IPv6 lets through. */
  private static final int FLOOD = 250_001;

  private static final String UPDATES =
      "jwbensley+dfz_name_and_shame/dnas/tests/RRC23/rrc23.updates.20220421.0200.gz";

  @TempDir static Path folder;
  private static Lab lab;
  private static Frr frr;
  private static Bird own;

  @BeforeAll
  static void routers() {
    Tools.assumeInstalled(Tools.FRR, Tools.BIRD, "vtysh", "bgpdump", "tcpdump");
    lab = Lab.onLoopback(folder, 60);
    wrap();
    frr =
        lab.closing(new Frr(lab, "frr", LEFT_ASN, "10.0.0.2"))
            .peer(Peering.of(lab.address(2), lab.address(1), RIGHT_ASN).dialing(LISTEN))
            .peer(
                Peering.of(lab.address(2), lab.address(5), SPEAKER_ASN)
                    .dialing(LISTEN)
                    .takingOnly());
    frr.start();
    own =
        lab.closing(new Bird(lab, "own", OWN_ASN, "10.0.0.4"))
            .peer(Peering.of(lab.address(4), LOOPBACK, OWN_ASN))
            .originating("s4", Routes.ipv4(50, 20, 41));
    own.start();
  }

  @AfterAll
  static void end() {
    if (lab != null) {
      lab.close();
    }
  }

  /**
   * The program as it is, but without the warm-up: these tests are not of speed. On a cluster,
   * where the environment names one.
   */
  private static void wrap() {
    String cluster =
        TestKafka.NAMED == null
            ? ""
            : " --kafka %s --topic-prefix t$(cat /proc/sys/kernel/random/uuid)."
                .formatted(TestKafka.NAMED);
    Path program =
        write(
            "sluice",
            "#!/bin/sh\nexec " + SluiceProcess.command() + " --warm-up 0s" + cluster + " \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private static Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Running start(String name, String left, String right, String line) {
    return Running.start(lab, folder, name, left + ":" + BGP, right + ":" + BGP, line);
  }

  private static Set<String> prefixes(List<Route> routes) {
    return routes.stream().map(Route::prefix).collect(Collectors.toSet());
  }

  @Test
  void aSpeakerRespondsToAnOpenAndDumpsToJson() {
    try (Running sluice = start("speaker", "", lab.address(4), "sluice -o speaker")) {
      Set<String> all = prefixes(Routes.ipv4(50, 20, 41));
      sluice.await(() -> assertThat(sluice.announced("out", "L")).containsAll(all));
      assertThat(sluice.open("out", "L").get("asn").asLong()).isEqualTo(OWN_ASN);
      assertThat(sluice.open("out", "R").get("asn").asLong()).isEqualTo(OWN_ASN);
      assertThat(own.established(LOOPBACK)).isTrue();
    }
    await().atMost(PATIENCE).until(() -> !own.established(LOOPBACK));
  }

  @Test
  void jsonGoesToBgpAndBack() {
    lab.folder("json");
    write(
        "json/input.json",
        "[\"R\",1,\"2024-01-01T00:00:00.000\",\"UPDATE\",{\"reach\":[\"198.51.100.0/24\"],"
            + "\"attrs\":{\"ORIGIN\":\"IGP\",\"ASPATH\":[64496],\"NEXTHOP\":\"192.0.2.1\","
            + "\"LOCALPREF\":100,\"COMMUNITY\":[\"64496:7\"]}},{}]\n");
    try (Running sluice =
        start(
            "json", "", lab.address(4), "cat input.json | sluice -io speaker | tee output.json")) {
      sluice.await(() -> assertThat(own.routesFrom(LOOPBACK)).containsKey("198.51.100.0/24"));
      assertThat(own.routesFrom(LOOPBACK).get("198.51.100.0/24").communities())
          .containsExactly("64496:7");
      sluice.await(
          () -> {
            assertThat(sluice.announced("output.json", "R")).containsExactly("198.51.100.0/24");
            assertThat(sluice.announced("output.json", "L")).hasSize(50);
          });
      assertThat(sluice.text("out")).isEqualTo(sluice.text("output.json"));
    }
    await().atMost(PATIENCE).until(() -> !own.established(LOOPBACK));
  }

  @Test
  void mrtIsDumpedToJson() {
    Path updates = SharedData.file(UPDATES);
    Map<String, BgpdumpLines.Line> table = new HashMap<>();
    BgpdumpLines.replay(updates, null, table);
    try (Running sluice =
        start("mrt", "", "", "sluice read --mrt " + updates + " -- write output.json")) {
      assertThat(sluice.awaitExit()).as(sluice.text("err")).isZero();
      Set<String> standing = new HashSet<>();
      for (JsonNode message : sluice.messages("output.json")) {
        JsonNode update = message.get(4);
        JsonNode attributes = update.path("attrs");
        update.path("unreach").forEach(p -> standing.remove(prefix(p)));
        attributes.at("/MP_UNREACH/value/prefixes").forEach(p -> standing.remove(prefix(p)));
        update.path("reach").forEach(p -> standing.add(prefix(p)));
        attributes.at("/MP_REACH/value/prefixes").forEach(p -> standing.add(prefix(p)));
      }
      Set<String> missing = new HashSet<>(table.keySet());
      missing.removeAll(standing);
      standing.removeAll(table.keySet());
      assertThat(standing).as("beside what bgpdump has").isEmpty();
      assertThat(missing).as("of what bgpdump has").isEmpty();
    }
  }

  /** As bgpdump's lines are read. */
  private static String prefix(JsonNode prefix) {
    String text = prefix.asText();
    int slash = text.indexOf('/');
    return Route.host(text.substring(0, slash)) + text.substring(slash);
  }

  @Test
  void aConnectionIsProxiedWithMd5AddedAndTheConversationPrinted() {
    Bird right =
        lab.closing(new Bird(lab, "keyed", RIGHT_ASN, "10.0.0.3"))
            .peer(Peering.of(lab.address(3), LOOPBACK, LEFT_ASN).withPassword("solarwinds123"))
            .originating("s4", Routes.ipv4(20, 60, 42));
    right.start();
    Capture capture = Capture.start(lab, "md5-capture", "tcp and host " + lab.address(3));
    try (Running sluice =
        start(
            "md5",
            "",
            lab.address(3),
            """
            sluice -o \\
            	-- listen %s \\
            	-- connect --wait listen --md5 solarwinds123
            """
                .formatted(lab.address(1) + ":" + LISTEN))) {
      String middle = lab.address(1);
      sluice.await(() -> assertThat(frr.received(middle)).isEqualTo(20));
      sluice.await(() -> assertThat(sluice.announced("out", "L")).hasSize(20));
      assertThat(sluice.open("out", "R").at("/caps/AS4").asLong()).isEqualTo(LEFT_ASN);
      assertThat(sluice.open("out", "L").at("/caps/AS4").asLong()).isEqualTo(RIGHT_ASN);
      assertThat(sluice.text("err")).doesNotContain("solarwinds123");
    }
    capture.close();
    String file = folder.resolve("md5-capture/wire.pcap").toString();
    String segments = Shell.run(List.of("tcpdump", "-nv", "-M", "solarwinds123", "-r", file));
    assertThat(segments.lines().filter(line -> line.contains("md5 valid"))).hasSizeGreaterThan(5);
    assertThat(segments).doesNotContain("md5 invalid");
    right.close();
  }

  @Test
  void aSpeakerStreamsAnMrtFileOnceTheSessionIsEstablished() {
    Path updates = SharedData.file(UPDATES);
    Map<String, BgpdumpLines.Line> expected = new HashMap<>();
    BgpdumpLines.replay(updates, null, expected);
    try (Running sluice =
        start(
            "stream",
            "",
            "",
            """
            sluice \\
              -- speaker --active --asn 65055 \\
              -- read --mrt --wait ESTABLISHED %s \\
              -- listen %s
            """
                .formatted(updates, lab.address(5) + ":" + LISTEN))) {
      sluice.await(() -> assertThat(frr.received(lab.address(5))).isEqualTo(expected.size()));
      assertThat(BgpdumpLines.of(frr.routesFrom(lab.address(5)))).isEqualTo(expected);
      assertThat(frr.neighbor(lab.address(5)).path("remoteAs").asLong()).isEqualTo(SPEAKER_ASN);
    }
  }

  @Test
  void aLogOfTheSessionIsStreamedToARemoteWebsocketThroughACut() throws Exception {
    X509Bundle authority =
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .subject("CN=log")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    X509Bundle server =
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .subject("CN=localhost")
            .addSanDnsName("localhost")
            .buildIssuedBy(authority);
    Path at = lab.folder("log");
    write("log/server.pem", server.getCertificatePathPEM());
    write("log/key.pem", server.getPrivateKeyPEM());
    // The authority is one of the machine's, as those of remote servers are.
    Path trusted = authority.toTempKeyStoreFile("changeit".toCharArray()).toPath();
    Path script = at.resolve("weblog.py");
    try (InputStream text = SeedReadmeIT.class.getResourceAsStream("weblog.py")) {
      Files.copy(text, script);
    }
    Path log = at.resolve("log.json");
    Child python =
        lab.start(
            "weblog",
            List.of(
                "python3",
                script.toString(),
                at.resolve("server.pem").toString(),
                at.resolve("key.pem").toString(),
                log.toString(),
                "7"));
    await().atMost(PATIENCE).until(() -> python.output().endsWith("\n"));
    Bird left =
        lab.closing(new Bird(lab, "logged-left", LEFT_ASN, "10.0.0.8"))
            .peer(Peering.of(lab.address(8), LOOPBACK, RIGHT_ASN))
            .originating("s4", Routes.ipv4(40, 20, 44));
    Bird right =
        lab.closing(new Bird(lab, "logged-right", RIGHT_ASN, "10.0.0.9"))
            .peer(Peering.of(lab.address(9), LOOPBACK, LEFT_ASN))
            .originating("s4", Routes.ipv4(30, 60, 45));
    left.start();
    right.start();
    try (Running sluice =
        start(
            "stream-log",
            lab.address(8),
            lab.address(9),
            "export SLUICE_JAVA_OPTS='-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=changeit'\n"
                    .formatted(trusted)
                + """
                sluice \\
                  -- connect \\
                  -- websocket -LR --write wss://localhost:%s/ \\
                  -- connect
                """
                    .formatted(python.output().strip()))) {
      sluice.await(() -> assertThat(right.received(LOOPBACK)).isEqualTo(40));
      sluice.await(() -> assertThat(left.received(LOOPBACK)).isEqualTo(30));
      for (String direction : List.of("R", "L")) {
        int routes = direction.equals("R") ? 40 : 30;
        sluice.await(
            () -> assertThat(announcedIn(log, direction)).as(sluice.text("err")).hasSize(routes));
        assertThat(numbersIn(log, direction)).as("none is missing").startsWith(1L);
      }
      assertThat(sluice.text("err")).contains("it is there again");
    }
  }

  private static List<JsonNode> linesOf(Path log, String direction) {
    try {
      return Files.readAllLines(log).stream()
          .map(Json::parse)
          .filter(message -> message.get(0).asText().equals(direction))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Set<String> announcedIn(Path log, String direction) {
    Set<String> prefixes = new HashSet<>();
    for (JsonNode message : linesOf(log, direction)) {
      message.get(4).path("reach").forEach(prefix -> prefixes.add(prefix.asText()));
    }
    return prefixes;
  }

  /** The numbers of the messages, which are seen to have no gaps. */
  private static List<Long> numbersIn(Path log, String direction) {
    List<Long> numbers =
        linesOf(log, direction).stream().map(m -> m.get(1).asLong()).distinct().sorted().toList();
    assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    return numbers;
  }

  @Test
  void aSedInTheMiddleRewritesTheAsNumbersOfOpens() {
    Bird left =
        lab.closing(new Bird(lab, "sed-left", SPEAKER_ASN, "10.0.0.8"))
            .peer(Peering.of(lab.address(12), LOOPBACK, SPEAKER_ASN));
    Bird right =
        lab.closing(new Bird(lab, "sed-right", SED_RIGHT_ASN, "10.0.0.9"))
            .peer(Peering.of(lab.address(13), LOOPBACK, SED_LEFT_SHOWN));
    left.start();
    right.start();
    try (Running sluice =
        start(
            "sed",
            lab.address(12),
            lab.address(13),
            """
            sluice \\
              -- connect \\
              -- exec -LR --args sed -ure '/"OPEN"/{ s/65055/65001/g; s/57355/65055/g }' \\
              -- connect
            """)) {
      // Each takes an OPEN with no other number, in its header and in its capability.
      sluice.await(
          () -> {
            assertThat(left.established(LOOPBACK)).isTrue();
            assertThat(right.established(LOOPBACK)).isTrue();
          });
      assertThat(right.control("show", "protocols", "all", Bird.protocol(LOOPBACK)))
          .containsPattern("Neighbor AS: +" + SED_LEFT_SHOWN)
          .containsPattern("Local AS: +" + SED_RIGHT_ASN);
      assertThat(left.control("show", "protocols", "all", Bird.protocol(LOOPBACK)))
          .containsPattern("Neighbor AS: +" + SPEAKER_ASN);
    }
    left.close();
    right.close();
  }

  /** Not of the readme, but what its speaker does there, between two routers. */
  @Test
  void anArchiveEntersBetweenTwoRouters() {
    Path updates = SharedData.file(UPDATES);
    Map<String, BgpdumpLines.Line> expected = new HashMap<>();
    BgpdumpLines.replay(updates, null, expected);
    Bird left =
        lab.closing(new Bird(lab, "source-left", LEFT_ASN, "10.0.0.8"))
            .peer(Peering.of(lab.address(10), LOOPBACK, RIGHT_ASN))
            .originating("s4", Routes.ipv4(30, 20, 44));
    Bird right =
        lab.closing(new Bird(lab, "source-right", RIGHT_ASN, "10.0.0.9"))
            .peer(Peering.of(lab.address(11), LOOPBACK, LEFT_ASN));
    left.start();
    right.start();
    try (Running sluice =
        start(
            "source",
            lab.address(10),
            lab.address(11),
            """
            sluice \\
              -- connect \\
              -- read --mrt --wait ESTABLISHED %s \\
              -- connect
            """
                .formatted(updates))) {
      Set<String> all = new HashSet<>(expected.keySet());
      all.addAll(prefixes(Routes.ipv4(30, 20, 44)));
      sluice.await(() -> assertThat(right.routesFrom(LOOPBACK).keySet()).isEqualTo(all));
      assertThat(left.received(LOOPBACK)).isZero();
    }
    left.close();
    right.close();
  }

  @Test
  void prefixLengthsAreFilteredAndTheSessionIsEndedByItsLimit() {
    List<Route> some = new ArrayList<>(Routes.ipv4(10, 20, 43));
    Route like = some.get(0);
    some.add(like.withPrefix("20.200.0.0/25"));
    Bird left =
        lab.closing(new Bird(lab, "left", LEFT_ASN, "10.0.0.6"))
            .peer(Peering.of(lab.address(6), LOOPBACK, RIGHT_ASN))
            .originating("s4", some)
            .originating("s6", List.of(like.withPrefix("2001:db8:1::/48")));
    Bird right =
        lab.closing(new Bird(lab, "right", RIGHT_ASN, "10.0.0.7"))
            .peer(Peering.of(lab.address(7), LOOPBACK, LEFT_ASN));
    left.start();
    right.start();
    try (Running sluice =
        start(
            "limit",
            lab.address(6),
            lab.address(7),
            """
            sluice --kill limit/session \\
              -- connect \\
              -- limit -LR --ipv4 --min-length  8 --max-length 24 --session 1000000 \\
              -- limit -LR --ipv6 --min-length 16 --max-length 48 --session 250000 \\
              -- connect
            """)) {
      sluice.await(() -> assertThat(right.received(LOOPBACK)).isEqualTo(11));
      assertThat(right.routesFrom(LOOPBACK))
          .containsKey(Route.host("2001:db8:1::") + "/48")
          .doesNotContainKey("20.200.0.0/25");
      left.write(
          "s6.conf",
          IntStream.range(0, FLOOD)
              .mapToObj(
                  i ->
                      "route 2001:%x:%x::/48 blackhole;\n".formatted(0x1000 + i / 65536, i % 65536))
              .collect(Collectors.joining()));
      left.control("configure");
      assertThat(sluice.awaitExit()).as(sluice.text("err")).isEqualTo(1);
      assertThat(sluice.text("err")).contains("session killed").contains("limit/session");
    }
    for (Bird router : List.of(left, right)) {
      assertThat(router.control("show", "protocols", "all", Bird.protocol(LOOPBACK)))
          .contains("Received: Maximum number of prefixes reached");
    }
  }
}
