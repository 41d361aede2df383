package io.sluice.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.OperatorException;
import io.sluice.proxy.LegSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of connect and listen as bgpipe spells them. */
class SocketOptionsTest {

  private static ConnectOptions connect(String words) {
    return (ConnectOptions) last("listen -- connect " + words);
  }

  private static StageOptions last(String line) {
    List<WrittenStage> stages = PipelineParser.parse(List.of(line.split(" ")), Map.of());
    return stages.get(stages.size() - 1).options();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.1                                | 1s | 30s
          --retry 192.0.2.1                        | 1s | 30s
          --tls --retry 192.0.2.1:1179             | 1s | 30s
          --retry --retry-max 0 192.0.2.1          | 1s | 30s
          --retry 5s 192.0.2.1                     | 5s | 30s
          --retry=5s --retry-max 1m 192.0.2.1      | 5s | 60s
          --retry 2m --retry-max 0 192.0.2.1       | 120s | 120s
          """)
  void retry_is_a_switch_or_a_pause(String words, String first, String longest) {
    ConnectOptions options = connect(words);
    assertThat(options.target().host()).isEqualTo("192.0.2.1");
    assertThat(options.retry().toSeconds() + "s").isEqualTo(first);
    assertThat(options.retryMax().toSeconds() + "s").isEqualTo(longest);
  }

  @Test
  void a_connection_is_made_as_it_is_told() {
    ConnectOptions options =
        connect(
            "--bind 10.0.0.1:1179 --timeout 0 --keepalive 20s --no-ipv6 --closed-timeout 0"
                + " --rate-limit 50 192.0.2.1");
    assertThat(options.bind()).isEqualTo(new HostPort("10.0.0.1", 1179));
    assertThat(options.timeout()).isZero();
    assertThat(options.socket()).isEqualTo(new LegSocket(Duration.ofSeconds(20), true, 50));
    assertThat(connect("--keepalive -1 192.0.2.1").socket().keepalive()).isNegative();
    assertThat(connect("192.0.2.1").socket()).isEqualTo(LegSocket.USUAL);
    assertThat(((ListenOptions) last("connect ::1 -- listen --timeout 3s :179")).patience())
        .isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --rate-sample 5 192.0.2.1          | a session loses no message
          --rate-limit -1 192.0.2.1          | a rate is more than 0
          --rate-limit 5 wss://a.example/b   | are of BGP over TCP
          --bind router.example 192.0.2.1    | give an IP address of this machine, or IP:PORT
          --retry 2m --retry-max 1m ::1      | --retry-max is shorter
          """)
  void what_cannot_be_is_refused_with_its_reason(String words, String reason) {
    assertThatThrownBy(() -> connect(words))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining(reason);
  }
}
