package io.sluice.proxy.speaker;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.PrefixCursor;
import java.nio.charset.StandardCharsets;

/**
 * A reachable prefix, what a withdrawal names.
 *
 * @param prefix text form, as 192.0.2.0/24 or 2001:db8::/32
 * @param family packed address family: AFI * 256 + SAFI
 * @param pathId path identifier (RFC 7911), 0 to 4294967295; 0 without
 */
public record Route(String prefix, int family, long pathId) {

  static Route of(PrefixCursor at, AsciiBuffer text) {
    text.clear();
    if (at.ipv6()) {
      text.ipv6(at.high(), at.low());
    } else {
      text.ipv4((int) (at.high() >>> 32));
    }
    text.put('/').number(at.bits());
    return new Route(
        new String(text.buffer(), 0, text.size(), StandardCharsets.US_ASCII),
        at.family(),
        at.pathId());
  }
}
