package io.sluice.proxy.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Notification;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The speaker against a real router: BIRD 2 on loopback addresses of its own. */
class SpeakerBirdIT {
  private static final String BIRD = "127.0.10.2";
  private static final String OURS = "127.0.10.1";

  @TempDir Path dir;
  private Process bird;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/bird")), "BIRD is not installed (bird2)");
    Files.writeString(
        dir.resolve("bird.conf"),
        """
        router id 10.0.10.2;
        protocol device {}
        protocol static s4 { ipv4; route 203.0.113.0/24 blackhole; route 198.51.100.0/24 blackhole; }
        protocol static s6 { ipv6; route 2001:db8:1::/48 blackhole; }
        protocol bgp peer {
          local %s port 11790 as 4200000002;
          neighbor %s as 4200000001;
          passive on; strict bind yes; multihop 2; enable extended messages on;
          ipv4 { import all; export all; add paths on; next hop address 10.0.10.2; };
          ipv6 { import all; export all; next hop address 2001:db8::2; };
        }
        """
            .formatted(BIRD, OURS));
    bird =
        new ProcessBuilder("/usr/sbin/bird", "-f", "-c", "bird.conf", "-s", "ctl", "-P", "pid")
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("out").toFile())
            .start();
  }

  @AfterEach
  void stop() throws Exception {
    if (bird != null) {
      bird.destroy();
      bird.waitFor(5, TimeUnit.SECONDS);
    }
  }

  private String birdc(String... command) throws Exception {
    String[] all = new String[command.length + 3];
    all[0] = "/usr/sbin/birdc";
    all[1] = "-s";
    all[2] = "ctl";
    System.arraycopy(command, 0, all, 3, command.length);
    Process p = new ProcessBuilder(all).directory(dir.toFile()).redirectErrorStream(true).start();
    return new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void exchangesRoutesWithBird() throws Exception {
    SpeakerConfig config =
        SpeakerConfig.dial(
                InetAddress.getByName(OURS),
                new InetSocketAddress(BIRD, 11790),
                4200000001L,
                "10.0.10.1")
            .withExtendedMessages()
            .withAddPath(AddressFamily.IPV4_UNICAST);
    try (Speaker speaker = new Speaker(config).start()) {
      SpeakerSession session = speaker.awaitSession(Duration.ofSeconds(20));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> session.routes().size() == 3 && session.counters().endsOfRib() == 2);
      assertThat(session.routes())
          .extracting(Route::prefix)
          .containsExactlyInAnyOrder("203.0.113.0/24", "198.51.100.0/24", "2001:db8:1::/48");
      assertThat(session.negotiated().extendedMessage()).isTrue();
      DecodeContext sending = session.negotiated().toRight();
      assertThat(sending.addPathIpv4Unicast()).isTrue();

      UpdateBuilder update = new UpdateBuilder(sending);
      update.set(1, 0x40, new byte[1]).set(2, 0x40, Bytes.ofHex("0201fa56ea01"));
      update.set(3, 0x40, Bytes.ofHex("0a000a01"));
      update.nlri().u32(7).bytes(Bytes.ofHex("18c00002"));
      session.announce(update.build(65535).get());
      session.endOfRib(AddressFamily.IPV4_UNICAST);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> birdc("show", "route", "all", "192.0.2.0/24").contains("4200000001"));

      birdc("disable", "peer");
      SessionEnd end = session.end().get(30, TimeUnit.SECONDS);
      assertThat(Notification.code(end.received())).isEqualTo(Notification.CEASE);
    }
  }
}
