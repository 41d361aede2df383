package io.sluice.bgp.filter;

import static io.sluice.bgp.Updates.AS_PATH;
import static io.sluice.bgp.Updates.COMMUNITIES;
import static io.sluice.bgp.Updates.NEXT_HOP;
import static io.sluice.bgp.Updates.ORIGIN;
import static io.sluice.bgp.Updates.attribute;
import static io.sluice.bgp.Updates.update;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.Notification;
import java.util.List;
import java.util.Map;

/** Messages to filter. */
final class Samples {
  /** 192.0.2.0/24 and 10.1.2.0/24 by 65001 (0xfde9) with community 65001:100. */
  static final Message ANNOUNCEMENT =
      message(update("", ORIGIN + AS_PATH + NEXT_HOP + COMMUNITIES, "18 c00002 18 0a0102"));

  /** 10.1.2.0/24. */
  static final Message WITHDRAWAL = message(update("18 0a0102", "", ""));

  static final Message END_OF_RIB = message(update("", "", ""));

  static final Message END_OF_RIB_IPV6 = message(update("", attribute(0x80, 15, "000201"), ""));

  static final Message KEEPALIVE = message(Header.keepalive());

  static final Message CEASE = message(Notification.cease(2, "bye"));

  /** 2001:db8::/32 by way of 65001, 65002, { 65003, 65004 }. */
  static final Message IPV6 =
      message(
          update(
              "",
              ORIGIN
                  + attribute(0x40, 2, "0202 0000fde9 0000fdea 0102 0000fdeb 0000fdec")
                  + attribute(
                      0x80, 14, "0002 01 10 20010db8000000000000000000000001 00 20 20010db8"),
              ""));

  private Samples() {}

  static Message message(byte[] bytes) {
    return message(bytes, DecodeContext.AS4, Map.of());
  }

  static Message message(byte[] bytes, DecodeContext context, Map<String, String> tags) {
    return new Message()
        .wrap(bytes, 0, bytes.length)
        .describe("a~b", 1, Direction.R, 7, 1_704_067_205_020_000L, context, tags);
  }

  static List<Message> all() {
    return List.of(ANNOUNCEMENT, WITHDRAWAL, END_OF_RIB, END_OF_RIB_IPV6, KEEPALIVE, CEASE, IPV6);
  }
}
