package io.sluice.proxy.net;

import io.sluice.proxy.LegConfig;
import io.sluice.proxy.WebLeg;
import io.sluice.websocket.WebSocketOptions;
import java.net.URI;

/** What legs over WebSocket are to the sockets. */
final class WebLegs {
  /** More than the longest frame of a link. */
  private static final int LONGEST = 128 << 10;

  private WebLegs() {}

  /** Where a leg dials. */
  static URI url(LegConfig leg) {
    String host = leg.address().getHostString();
    return URI.create(
        (leg.tls() == null ? "ws://" : "wss://")
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + leg.address().getPort()
            + leg.web().path());
  }

  /** How it speaks. */
  static WebSocketOptions options(LegConfig leg) {
    WebLeg web = leg.web();
    return new WebSocketOptions(
        leg.tls() == null ? null : leg.tls().get(),
        web.credentials(),
        web.headers(),
        leg.timeout(),
        web.ping(),
        LONGEST);
  }
}
