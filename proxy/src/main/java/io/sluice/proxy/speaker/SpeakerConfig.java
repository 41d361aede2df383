package io.sluice.proxy.speaker;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.Open;
import io.sluice.bgp.cap.CapabilityValue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a {@link Speaker} speaks. Made by {@link #dial} or {@link #listen}, changed by the {@code
 * with} methods, each of which returns a new one.
 *
 * @param local where to listen; when dialling, the address and port to come from (port 0: any)
 * @param remote whom to dial; {@code null} to listen
 * @param asn own AS number, 1 to 4294967295
 * @param routerId own BGP identifier, dotted
 * @param holdTime proposed hold time, seconds: 0, or 3 to 65535
 * @param capabilities what the OPEN offers, in this order
 * @param redial whether to dial again after an established session has ended; a dialler that got no
 *     session yet tries in any case
 * @param keepRoutes whether to keep the set of reachable prefixes; costs memory with large tables
 */
public record SpeakerConfig(
    InetSocketAddress local,
    InetSocketAddress remote,
    long asn,
    String routerId,
    int holdTime,
    List<CapabilityValue> capabilities,
    boolean redial,
    boolean keepRoutes) {

  /** The hold time that RFC 4271 section 10 suggests, seconds. */
  public static final int USUAL_HOLD_TIME = 90;

  /** Checks ranges. */
  public SpeakerConfig {
    if (asn < 1 || asn > 0xffffffffL) {
      throw new IllegalArgumentException("AS number " + asn + ": 1 to 4294967295 is wanted");
    }
    if (holdTime < 0 || holdTime > 0xffff || holdTime == 1 || holdTime == 2) {
      throw new IllegalArgumentException(
          "hold time " + holdTime + " s: 0 (none) or 3 to 65535 is wanted");
    }
    capabilities = List.copyOf(capabilities);
    identifier(routerId);
  }

  /**
   * One that dials; offers IPv4 and IPv6 unicast, route refresh and four-octet AS numbers.
   *
   * @param source address to come from, or {@code null} for any
   */
  public static SpeakerConfig dial(
      InetAddress source, InetSocketAddress remote, long asn, String routerId) {
    return new SpeakerConfig(
        new InetSocketAddress(source, 0),
        remote,
        asn,
        routerId,
        USUAL_HOLD_TIME,
        usual(asn),
        false,
        true);
  }

  /** One that listens (port 0: any that is free); offers the same. */
  public static SpeakerConfig listen(InetSocketAddress local, long asn, String routerId) {
    return new SpeakerConfig(local, null, asn, routerId, USUAL_HOLD_TIME, usual(asn), false, true);
  }

  private static List<CapabilityValue> usual(long asn) {
    return List.of(
        new CapabilityValue.Multiprotocol(AddressFamily.IPV4_UNICAST),
        new CapabilityValue.Multiprotocol(AddressFamily.IPV6_UNICAST),
        new CapabilityValue.Flag(CapabilityCode.ROUTE_REFRESH),
        new CapabilityValue.FourOctetAs(asn));
  }

  /** With another hold time, seconds. */
  public SpeakerConfig withHoldTime(int seconds) {
    return new SpeakerConfig(
        local, remote, asn, routerId, seconds, capabilities, redial, keepRoutes);
  }

  /** With exactly these capabilities. */
  public SpeakerConfig withCapabilities(List<CapabilityValue> all) {
    return new SpeakerConfig(local, remote, asn, routerId, holdTime, all, redial, keepRoutes);
  }

  /** With these capabilities behind the others. */
  public SpeakerConfig withMore(CapabilityValue... more) {
    return withCapabilities(Stream.concat(capabilities.stream(), Stream.of(more)).toList());
  }

  /** With messages of up to 65535 octets (RFC 8654). */
  public SpeakerConfig withExtendedMessages() {
    return withMore(new CapabilityValue.Flag(CapabilityCode.EXTENDED_MESSAGE));
  }

  /** With several paths per prefix, sent and received, in these families (RFC 7911). */
  public SpeakerConfig withAddPath(AddressFamily... families) {
    int both = CapabilityValue.AddPath.SEND | CapabilityValue.AddPath.RECEIVE;
    return withMore(
        new CapabilityValue.AddPath(
            Stream.of(families).map(f -> new CapabilityValue.AddPath.Entry(f, both)).toList()));
  }

  /** Dialling again after an established session has ended. */
  public SpeakerConfig withRedial() {
    return new SpeakerConfig(
        local, remote, asn, routerId, holdTime, capabilities, true, keepRoutes);
  }

  /** Without the set of reachable prefixes. */
  public SpeakerConfig withoutRoutes() {
    return new SpeakerConfig(local, remote, asn, routerId, holdTime, capabilities, redial, false);
  }

  /** Whether it dials. */
  public boolean dials() {
    return remote != null;
  }

  /** Its OPEN message. */
  byte[] open() {
    return Open.encode(
        asn,
        holdTime,
        identifier(routerId),
        capabilities.stream().map(CapabilityValue::encode).toList());
  }

  /** A thread that does not keep the process alive. */
  Thread thread(String task, Runnable run) {
    Thread thread = new Thread(run, "speaker-" + routerId + "-" + task);
    thread.setDaemon(true);
    return thread;
  }

  private static int identifier(String dotted) {
    try {
      // Digits and dots alone are never looked up.
      if (dotted.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
        return ByteBuffer.wrap(InetAddress.getByName(dotted).getAddress()).getInt();
      }
    } catch (UnknownHostException e) {
      // Told below.
    }
    throw new IllegalArgumentException("BGP identifier '" + dotted + "': a dotted IPv4 address");
  }
}
