package io.sluice.proxy.speaker;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Negotiated;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.bgp.RouteRefresh;
import io.sluice.bgp.wire.Bytes;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * One connection as RFC 4271 section 8 sees it, without a socket, a thread or a clock: what comes
 * in goes in by {@code on} methods, what is to happen goes out through {@link Effects}, or is
 * returned as the {@link Fault} that ends the connection.
 *
 * <pre>
 *   ACTIVE ───their OPEN: ours and a KEEPALIVE────► OPEN_CONFIRM ──KEEPALIVE──► ESTABLISHED
 *      │                                                 ▲
 *      └─ at once when active: our OPEN ─► OPEN_SENT ────┘ their OPEN: a KEEPALIVE
 * </pre>
 *
 * To wait in ACTIVE for the peer's OPEN is what the DelayOpenTimer is for (section 8.2.1.3). Used
 * by one thread, but for {@link #state} and {@link #negotiated}.
 */
final class StateMachine {
  /** RFC 4271 section 8.2.2: the hold time while the OPEN of the other end is awaited. */
  static final long OPEN_HOLD_NANOS = TimeUnit.SECONDS.toNanos(240);

  private final SpeakerConfig config;
  private final boolean again;
  private final Effects effects;
  private volatile SpeakerState state = SpeakerState.ACTIVE;
  private volatile Negotiated negotiated;
  private byte[] ours;
  private byte[] notification;
  private long heard;
  private long holdNanos = OPEN_HOLD_NANOS;

  /** What the machine does. */
  interface Effects {
    /** Sends a message. */
    void send(byte[] message);

    /** The hold time is agreed: a KEEPALIVE every so many seconds; 0 for none, but the first. */
    void keepaliveEvery(int seconds);

    /** The peer has said who it is; returns what ends this connection for another one's sake. */
    Fault opened(Open ours, Open theirs);

    /** The OPENs agree on this, before the session is established. */
    void agreed(Negotiated negotiated);

    /** The session is up. */
    void established();

    /** Takes an UPDATE; returns what is so wrong with it that the session ends. */
    BgpError update(byte[] buffer, int offset, int length);

    /** Takes a ROUTE-REFRESH. */
    void refresh(RouteRefresh refresh);
  }

  /**
   * @param again whether a session of this speaker was up before
   */
  StateMachine(SpeakerConfig config, boolean again, Effects effects) {
    this.config = config;
    this.again = again;
    this.effects = effects;
  }

  SpeakerState state() {
    return state;
  }

  /** What the OPENs agree on, this end as the left one; {@code null} before. */
  Negotiated negotiated() {
    return negotiated;
  }

  /** The NOTIFICATION that came in, or {@code null}. */
  byte[] notification() {
    return notification;
  }

  /** The connection is made. */
  void onConnected(long now) {
    heard = now;
    if (config.active()) {
      ours = OwnOpen.of(config, null, again);
      state = SpeakerState.OPEN_SENT;
      effects.send(ours);
    }
  }

  /** Time goes by. */
  Fault onTick(long now) {
    if (now - heard <= holdNanos) {
      return null;
    }
    return Fault.of(
        Notification.HOLD_TIMER_EXPIRED,
        0,
        "nothing heard for " + TimeUnit.NANOSECONDS.toSeconds(holdNanos) + " s");
  }

  /** Octets came in: the peer is alive (what RFC 4271 restarts the timer for comes with them). */
  void onOctets(long now) {
    heard = now;
  }

  /** The header of the next message, nineteen octets. */
  Fault onHeader(byte[] buffer, int offset) {
    boolean extended = negotiated != null && negotiated.extendedMessage();
    return Fault.of(
        Header.check(
            Header.markerOk(buffer, offset),
            Header.length(buffer, offset),
            Header.type(buffer, offset),
            extended));
  }

  /** A whole message whose header is right. */
  Fault onMessage(byte[] buffer, int offset, int length) {
    MessageType type = MessageType.ofCode(Header.type(buffer, offset));
    if (type == MessageType.NOTIFICATION) {
      notification = Arrays.copyOfRange(buffer, offset, offset + length);
      return null;
    }
    return switch (state) {
      case ESTABLISHED -> established(type, buffer, offset, length);
      case OPEN_CONFIRM -> {
        if (type != MessageType.KEEPALIVE) {
          yield Fault.outOfPlace(2);
        }
        state = SpeakerState.ESTABLISHED;
        effects.established();
        yield null;
      }
      default ->
          type == MessageType.OPEN
              ? open(Arrays.copyOfRange(buffer, offset, offset + length))
              : Fault.outOfPlace(1);
    };
  }

  private Fault established(MessageType type, byte[] buffer, int offset, int length) {
    switch (type) {
      case OPEN:
        return Fault.outOfPlace(3);
      case UPDATE:
        return Fault.of(effects.update(buffer, offset, length));
      case ROUTE_REFRESH:
        // RFC 2918 section 4: one that was not negotiated is ignored, as is an unknown family.
        if (!negotiated.routeRefresh()) {
          return null;
        }
        var refresh = RouteRefresh.parse(buffer, offset, length);
        if (refresh.ok()) {
          effects.refresh(refresh.value());
          return null;
        }
        return negotiated.enhancedRefresh() ? Fault.of(refresh.error()) : null;
      default:
        return null;
    }
  }

  private Fault open(byte[] message) {
    Open theirs = Open.parse(message);
    Fault fault = Fault.of(theirs.check());
    fault = fault != null ? fault : unwanted(theirs);
    if (fault != null) {
      return fault;
    }
    boolean late = ours == null;
    if (late) {
      ours = OwnOpen.of(config, theirs, again);
    }
    Open own = Open.parse(ours);
    // RFC 6286 section 2.3: within an AS, identifiers differ.
    if (own.asn() == theirs.asn() && own.routerId().equals(theirs.routerId())) {
      return Fault.of(
          Notification.OPEN_ERROR,
          Notification.BAD_BGP_IDENTIFIER,
          "the peer has our own BGP identifier " + own.routerId());
    }
    fault = effects.opened(own, theirs);
    if (fault != null) {
      return fault;
    }
    Negotiated agreed = Negotiated.of(own, theirs);
    negotiated = agreed;
    effects.agreed(agreed);
    holdNanos =
        agreed.holdTime() == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(agreed.holdTime());
    state = SpeakerState.OPEN_CONFIRM;
    if (late) {
      effects.send(ours);
    }
    effects.keepaliveEvery(agreed.keepaliveTime());
    return null;
  }

  /** What the configuration refuses. */
  private Fault unwanted(Open theirs) {
    if (config.peerAsn() != 0 && config.peerAsn() != theirs.asn()) {
      return Fault.of(
          Notification.OPEN_ERROR,
          Notification.BAD_PEER_AS,
          "AS " + theirs.asn() + " instead of " + config.peerAsn());
    }
    if (theirs.holdTime() < config.leastHoldTime()) {
      return Fault.of(
          Notification.OPEN_ERROR,
          Notification.UNACCEPTABLE_HOLD_TIME,
          "hold time " + theirs.holdTime() + " s, below " + config.leastHoldTime());
    }
    return null;
  }

  /**
   * Which of two connections stays (RFC 4271 section 6.8, RFC 6286 section 2.3): the one that the
   * end with the higher identifier began, or, when they are the same, the higher AS number.
   *
   * @return whether it is the one that we began
   */
  static boolean oursStays(Open ours, Open theirs) {
    int byIdentifier =
        Integer.compareUnsigned(Bytes.i32(ours.bytes(), 24), Bytes.i32(theirs.bytes(), 24));
    return byIdentifier != 0 ? byIdentifier > 0 : ours.asn() > theirs.asn();
  }
}
