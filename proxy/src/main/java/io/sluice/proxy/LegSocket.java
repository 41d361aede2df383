package io.sluice.proxy;

import java.time.Duration;
import java.util.Objects;

/**
 * What is particular of the TCP connection of a leg.
 *
 * @param keepalive how long it is silent before TCP asks whether the other end is there, and how
 *     often then; negative for never. A BGP session with a hold time of 0 has nothing else
 * @param onlyIpv4 whether a name that is dialled means its IPv4 addresses only
 * @param rate messages a second that are taken from the other end, the rest waits in the kernel and
 *     there; 0 for no limit
 */
public record LegSocket(Duration keepalive, boolean onlyIpv4, double rate) {
  /** What is particular of no leg. */
  public static final LegSocket USUAL = new LegSocket(Duration.ofSeconds(15), false, 0);

  public LegSocket {
    Objects.requireNonNull(keepalive, "keepalive");
    if (rate < 0 || Double.isNaN(rate)) {
      throw new IllegalArgumentException("rate " + rate + ": 0 or more is wanted");
    }
  }
}
