package io.sluice.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import io.sluice.proxy.LegConfig;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

@SuppressWarnings("AddressSelection") // addresses are literal
class DiallerIT {
  private final Transport transport = new Transport(1);

  private String dial(LegConfig leg) throws Exception {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    new Dialler(transport, ForkJoinPool.commonPool())
        .dial(
            leg.withTimes(Duration.ofMillis(700), Duration.ofSeconds(1), Duration.ofSeconds(1)),
            transport.nextLoop(),
            new Dialler.Outcome() {
              @Override
              public void connected(Channel channel) {
                channel.close();
                outcome.complete("connected");
              }

              @Override
              public void failed(String why) {
                outcome.complete(why);
              }
            });
    return outcome.get(30, TimeUnit.SECONDS);
  }

  @Test
  void aWrongKeyIsToldFromAnAbsentPeer() throws Exception {
    Assumptions.assumeTrue(Epoll.isAvailable(), "needs Netty's native epoll");
    Listeners listeners = new Listeners(transport);
    LegConfig listen = LegConfig.listen(new InetSocketAddress("127.0.0.1", 0)).withMd5("right");
    InetSocketAddress at =
        listeners.add(
            listen,
            new Taker() {
              @Override
              public EventLoop loop() {
                return transport.nextLoop();
              }

              @Override
              public void take(Channel channel) {
                channel.unsafe().closeForcibly();
              }
            });
    assertThat(dial(LegConfig.connect(at).withMd5("wrong")))
        .contains("no answer in time")
        .contains("wrong MD5 signature")
        .contains("password");
    assertThat(dial(LegConfig.connect(at).withMd5("right"))).isEqualTo("connected");
    assertThat(dial(LegConfig.connect(at))).contains("no MD5 signature");
    listeners.close();
    assertThat(dial(LegConfig.connect(at))).contains("refused").doesNotContain("MD5");
    transport.close();
  }

  @Test
  void aNameWithoutAddressIsToldAsSuch() throws Exception {
    LegConfig leg =
        LegConfig.connect(InetSocketAddress.createUnresolved("no-such-host.invalid", 179));
    assertThat(dial(leg)).isEqualTo("no address of no-such-host.invalid");
    transport.close();
  }
}
