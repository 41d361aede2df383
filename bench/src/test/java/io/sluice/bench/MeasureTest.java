package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measures themselves, on a small table, directly and through a relay. */
class MeasureTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path dir;
  private Ends ends;

  @BeforeEach
  void findAddresses() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, here);
        ServerSocket other = new ServerSocket(0, 1, here)) {
      ends =
          new Ends(
              here,
              (InetSocketAddress) one.getLocalSocketAddress(),
              (InetSocketAddress) other.getLocalSocketAddress());
    }
  }

  private Middle relay(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Relay.class.getName(),
                ends.middle().getAddress().getHostAddress(),
                Integer.toString(ends.middle().getPort()),
                ends.sink().getAddress().getHostAddress(),
                Integer.toString(ends.sink().getPort())));
    command.addAll(List.of(more));
    return Middle.start(command, dir, dir.resolve("log"));
  }

  @Test
  void aTableArrivesDirectly() throws Exception {
    Table table = new TableGenerator(20_000, 7).single();
    try (Middle none = Middle.none()) {
      Through.Result result = new Through(ends, table, none, PATIENCE).run();
      assertThat(result.complete()).isTrue();
      assertThat(result.messages()).isEqualTo(20_000);
      assertThat(result.routes()).isEqualTo(20_000);
      assertThat(result.cpuSeconds()).isZero();
    }
  }

  @Test
  void aTableArrivesThroughAMiddleTwiceInOneProcess() throws Exception {
    Table table = new TableGenerator(50_000, 7).packed();
    try (Middle relay = relay()) {
      for (int i = 0; i < 2; i++) {
        Through.Result result = new Through(ends, table, relay, PATIENCE).run();
        assertThat(result.complete()).isTrue();
        assertThat(result.peakMebibytes()).isPositive();
      }
      assertThat(relay.cpuSeconds()).isPositive();
    }
  }

  @Test
  void octetsThatTheMiddleChangedAreFound() throws Exception {
    Table table = new TableGenerator(50_000, 7).packed();
    try (Middle relay = relay("bent")) {
      assertThat(new Through(ends, table, relay, Duration.ofSeconds(3)).run().complete()).isFalse();
    }
  }

  @Test
  void timesAreTakenOfEveryMessage() throws Exception {
    try (Middle relay = relay()) {
      RoundTrip.Result result = new RoundTrip(ends, relay, 2000, 1, 0.5).run(PATIENCE);
      assertThat(result.times().count()).isEqualTo(2000);
      assertThat(result.times().lost()).isZero();
      assertThat(result.times().disorder()).isZero();
      assertThat(result.times().p50()).isBetween(0.001, 1000.0);
      assertThat(result.times().max()).isGreaterThanOrEqualTo(result.times().p99());
    }
  }

  @Test
  void aMiddleThatEndsIsNamed() throws Exception {
    try (Middle ended = Middle.start(List.of("false"), dir, null)) {
      Table table = new TableGenerator(10, 7).packed();
      assertThatThrownBy(() -> new Through(ends, table, ended, PATIENCE).run())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the middle ended with 1");
    }
  }
}
