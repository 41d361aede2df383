package io.sluice.filters.outside;

import io.netty.handler.ssl.SslContext;
import io.sluice.filters.Wire;
import io.sluice.websocket.WebSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What tests of WebSockets share: options, messages, and what is in lines. */
final class WebSocketKit {
  static final WebSocketOptions PLAIN =
      new WebSocketOptions(null, null, Map.of(), Duration.ofSeconds(20), Duration.ZERO, 4 << 20);

  private WebSocketKit() {}

  static OutsideOptions options(OutsideMode mode, OutsideFormat format) {
    return new OutsideOptions(
        mode, format, type -> true, OutsideRig.LONG, Unanswered.CLOSE, false, false, false);
  }

  static WebSocketOptions with(SslContext tls, String credentials) {
    return new WebSocketOptions(
        tls, credentials, Map.of("X-Key", "42"), Duration.ofSeconds(20), Duration.ZERO, 4 << 20);
  }

  static void judge(OutsideRig rig, int from, int to) {
    for (int i = from; i <= to; i++) {
      rig.judge("s", 1, i, Wire.announce(Wire.net(i)));
    }
  }

  static long number(String line) {
    return Long.parseLong(line.split(",")[1].strip());
  }

  static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
