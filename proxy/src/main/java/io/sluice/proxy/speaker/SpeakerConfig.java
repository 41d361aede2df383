package io.sluice.proxy.speaker;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.cap.CapabilityValue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How a {@link Speaker} speaks. Made by {@link #dial}, {@link #listen} or {@link #dialAndListen},
 * changed by the {@code with} methods, each of which returns a new one.
 */
public final class SpeakerConfig implements Cloneable {
  /** The hold time that RFC 4271 section 10 suggests, seconds. */
  public static final int USUAL_HOLD_TIME = 90;

  private static final long MOST_AS = 0xffffffffL;

  private InetSocketAddress local;
  private InetSocketAddress remote;
  private boolean listens;
  private boolean active = true;
  private long asn;
  private String routerId;
  private int holdTime = USUAL_HOLD_TIME;
  private List<CapabilityValue> capabilities;
  private boolean redial;
  private boolean keepRoutes = true;
  private long peerAsn;
  private int leastHoldTime;
  private Duration sendHoldTime = Duration.ofMinutes(8);

  private SpeakerConfig(InetSocketAddress local, InetSocketAddress remote) {
    this.local = local;
    this.remote = remote;
    this.listens = remote == null;
  }

  /**
   * One that dials; offers IPv4 and IPv6 unicast, route refresh and four-octet AS numbers.
   *
   * @param source address to come from, or {@code null} for any
   * @param asn own AS number, 1 to 4294967295
   * @param routerId own BGP identifier, dotted
   */
  public static SpeakerConfig dial(
      InetAddress source, InetSocketAddress remote, long asn, String routerId) {
    return new SpeakerConfig(new InetSocketAddress(source, 0), remote).usual(asn, routerId);
  }

  /** One that listens (port 0: any that is free); offers the same. */
  public static SpeakerConfig listen(InetSocketAddress local, long asn, String routerId) {
    return new SpeakerConfig(local, null).usual(asn, routerId);
  }

  /**
   * One that listens and dials the same peer meanwhile, from the address that it listens on; of two
   * connections one is closed (RFC 4271 section 6.8). Offers the same.
   */
  public static SpeakerConfig dialAndListen(
      InetSocketAddress local, InetSocketAddress remote, long asn, String routerId) {
    SpeakerConfig config = new SpeakerConfig(local, remote);
    config.listens = true;
    return config.usual(asn, routerId);
  }

  private SpeakerConfig usual(long number, String identifier) {
    return with(c -> c.name(number, identifier))
        .withCapabilities(
            List.of(
                new CapabilityValue.Multiprotocol(AddressFamily.IPV4_UNICAST),
                new CapabilityValue.Multiprotocol(AddressFamily.IPV6_UNICAST),
                new CapabilityValue.Flag(CapabilityCode.ROUTE_REFRESH),
                new CapabilityValue.FourOctetAs(number)));
  }

  private void name(long number, String identifier) {
    if (number < 1 || number > MOST_AS) {
      throw new IllegalArgumentException("AS number " + number + ": 1 to 4294967295 is wanted");
    }
    identifier(identifier);
    asn = number;
    routerId = identifier;
  }

  private SpeakerConfig with(Consumer<SpeakerConfig> change) {
    try {
      SpeakerConfig copy = (SpeakerConfig) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With another hold time, seconds: 0 for none, or 3 to 65535. */
  public SpeakerConfig withHoldTime(int seconds) {
    if (seconds < 0 || seconds > 0xffff || seconds == 1 || seconds == 2) {
      throw new IllegalArgumentException(
          "hold time " + seconds + " s: 0 (none) or 3 to 65535 is wanted");
    }
    return with(c -> c.holdTime = seconds);
  }

  /** With exactly these capabilities, in this order. */
  public SpeakerConfig withCapabilities(List<CapabilityValue> all) {
    return with(c -> c.capabilities = List.copyOf(all));
  }

  /** With these capabilities behind the others. */
  public SpeakerConfig withMore(CapabilityValue... more) {
    return withCapabilities(Stream.concat(capabilities.stream(), Stream.of(more)).toList());
  }

  /** With messages of up to 65535 octets (RFC 8654). */
  public SpeakerConfig withExtendedMessages() {
    return withMore(new CapabilityValue.Flag(CapabilityCode.EXTENDED_MESSAGE));
  }

  /** With marks around what a route refresh sends (RFC 7313). */
  public SpeakerConfig withEnhancedRefresh() {
    return withMore(new CapabilityValue.Flag(CapabilityCode.ENHANCED_ROUTE_REFRESH));
  }

  /** With several paths per prefix, sent and received, in these families (RFC 7911). */
  public SpeakerConfig withAddPath(AddressFamily... families) {
    int both = CapabilityValue.AddPath.SEND | CapabilityValue.AddPath.RECEIVE;
    return withMore(
        new CapabilityValue.AddPath(
            Stream.of(families).map(f -> new CapabilityValue.AddPath.Entry(f, both)).toList()));
  }

  /**
   * With graceful restart (RFC 4724): the peer keeps the routes of all families that are offered
   * over a loss of the connection, and this end keeps the peer's when it keeps routes at all.
   *
   * @param seconds how long the peer is to keep them, 1 to 4095
   * @param restarted whether this speaker takes the place of one that was lost: its first OPEN then
   *     says so (the R bit), and that forwarding went on meanwhile (the F bit)
   */
  public SpeakerConfig withGracefulRestart(int seconds, boolean restarted) {
    if (seconds < 1 || seconds > 4095) {
      throw new IllegalArgumentException("restart time " + seconds + " s: 1 to 4095 is wanted");
    }
    List<CapabilityValue.GracefulRestart.Entry> families = new ArrayList<>();
    for (CapabilityValue capability : capabilities) {
      if (capability instanceof CapabilityValue.Multiprotocol m) {
        families.add(new CapabilityValue.GracefulRestart.Entry(m.family(), 0x80));
      }
    }
    int flags = restarted ? CapabilityValue.GracefulRestart.RESTARTED : 0;
    return withMore(new CapabilityValue.GracefulRestart(flags, seconds, families));
  }

  /** Dialling again after an established session has ended. */
  public SpeakerConfig withRedial() {
    return with(c -> c.redial = true);
  }

  /**
   * Without a memory of what it receives and of what it announces; large tables cost some. So it
   * can answer no route refresh, and does not offer it.
   */
  public SpeakerConfig withoutRoutes() {
    return withCapabilities(
            capabilities.stream()
                .filter(
                    c ->
                        c.code() != CapabilityCode.ROUTE_REFRESH
                            && c.code() != CapabilityCode.ENHANCED_ROUTE_REFRESH)
                .toList())
        .with(c -> c.keepRoutes = false);
  }

  /** Waiting for the peer's OPEN before it sends its own. */
  public SpeakerConfig passive() {
    return with(c -> c.active = false);
  }

  /**
   * {@linkplain #passive Passive}, with the AS number of the peer, and an identifier just below the
   * peer's.
   */
  public SpeakerConfig mirroring() {
    return passive().withMadeRouterId().with(c -> c.asn = 0);
  }

  /** With an identifier just below the peer's; of one that is not passive 0.0.0.1. */
  public SpeakerConfig withMadeRouterId() {
    return with(c -> c.routerId = null);
  }

  /** With another BGP identifier, dotted. */
  public SpeakerConfig withRouterId(String dotted) {
    identifier(dotted);
    return with(c -> c.routerId = dotted);
  }

  /**
   * Refusing other peers.
   *
   * @param as the only AS number taken; 0 for any
   * @param hold the least hold time taken, seconds; 0 for any
   */
  public SpeakerConfig accepting(long as, int hold) {
    if (as < 0 || as > MOST_AS || hold < 0 || hold > 0xffff) {
      throw new IllegalArgumentException("AS number " + as + ", hold time " + hold + " s");
    }
    return with(c -> c.peerAsn = as).with(c -> c.leastHoldTime = hold);
  }

  /**
   * With another bound for how long the peer may take nothing (RFC 9687); twice the hold time if
   * that is more.
   */
  public SpeakerConfig withSendHoldTime(Duration time) {
    return with(c -> c.sendHoldTime = time);
  }

  /** Whether it dials. */
  public boolean dials() {
    return remote != null;
  }

  /** Whether it listens. */
  public boolean listens() {
    return listens;
  }

  /** Where to listen; when dialling, the address and port to come from (port 0: any). */
  public InetSocketAddress local() {
    return local;
  }

  /** Whom to dial; {@code null} to listen only. */
  public InetSocketAddress remote() {
    return remote;
  }

  /** What its OPEN offers. */
  public List<CapabilityValue> capabilities() {
    return capabilities;
  }

  boolean active() {
    return active;
  }

  long asn() {
    return asn;
  }

  /** {@code null} for one made of the peer's. */
  String routerId() {
    return routerId;
  }

  int holdTime() {
    return holdTime;
  }

  boolean redial() {
    return redial;
  }

  boolean keepRoutes() {
    return keepRoutes;
  }

  long peerAsn() {
    return peerAsn;
  }

  int leastHoldTime() {
    return leastHoldTime;
  }

  Duration sendHoldTime() {
    return sendHoldTime;
  }

  /** A thread that does not keep the process alive. */
  Thread thread(String task, Runnable run) {
    Thread thread = new Thread(run, "speaker-" + (routerId == null ? "" : routerId + "-") + task);
    thread.setDaemon(true);
    return thread;
  }

  static int identifier(String dotted) {
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
