package io.sluice.proxy.speaker;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Negotiated;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The receiving side of a session: framing, the handshake, the hold timer, the account. */
final class SessionReader {
  private static final int BUFFER = 256 * 1024;

  /** RFC 4271 section 8.2.2: the hold time while the OPEN of the other end is awaited. */
  private static final long OPEN_HOLD_SECONDS = 240;

  private final SpeakerSession session;
  private final SpeakerConfig config;
  private final SessionWriter writer;
  private final SpeakerListener listener;
  private final ReceivedUpdates account;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private long holdNanos = TimeUnit.SECONDS.toNanos(OPEN_HOLD_SECONDS);
  private volatile Negotiated negotiated;
  private boolean established;
  private byte[] notification;

  /** What ends the session from this side. */
  private record Fault(byte[] notification, String reason) {
    static Fault of(BgpError error) {
      return error == null ? null : new Fault(error.notification(), error.toString());
    }
  }

  SessionReader(
      SpeakerSession session,
      SpeakerConfig config,
      SessionWriter writer,
      SpeakerListener listener) {
    this.session = session;
    this.config = config;
    this.writer = writer;
    this.listener = listener;
    this.account = new ReceivedUpdates(config.keepRoutes());
  }

  ReceivedUpdates account() {
    return account;
  }

  Negotiated negotiated() {
    return negotiated;
  }

  /** The NOTIFICATION that came in, or {@code null}. */
  byte[] notification() {
    return notification;
  }

  /**
   * Reads until the session ends, by whichever end.
   *
   * @return why it ended
   */
  String read(InputStream in) throws IOException {
    long heard = System.nanoTime();
    while (!session.closing()) {
      int n;
      try {
        n = in.read(buffer, filled, BUFFER - filled);
      } catch (SocketTimeoutException e) {
        if (System.nanoTime() - heard > holdNanos) {
          session.close(Notification.encode(Notification.HOLD_TIMER_EXPIRED, 0));
          return "nothing heard for " + TimeUnit.NANOSECONDS.toSeconds(holdNanos) + " s";
        }
        continue;
      }
      if (n < 0) {
        return "connection closed by the other end";
      }
      heard = System.nanoTime();
      filled += n;
      Fault fault = frames(heard);
      if (fault != null) {
        session.close(fault.notification);
        return fault.reason;
      }
      if (notification != null) {
        return "ended by the other end";
      }
    }
    return "ended by this end";
  }

  private Fault frames(long now) {
    int at = 0;
    while (filled - at >= Header.LENGTH && notification == null) {
      int length = Header.length(buffer, at);
      int type = Header.type(buffer, at);
      boolean extended = negotiated != null && negotiated.extendedMessage();
      BgpError error = Header.check(Header.markerOk(buffer, at), length, type, extended);
      if (error != null) {
        return Fault.of(error);
      }
      if (filled - at < length) {
        break;
      }
      Fault fault = take(at, length, MessageType.ofCode(type));
      listener.received(session, buffer, at, length, now);
      if (fault != null) {
        return fault;
      }
      at += length;
    }
    System.arraycopy(buffer, at, buffer, 0, filled - at);
    filled -= at;
    return null;
  }

  private Fault take(int at, int length, MessageType type) {
    account.message(length);
    if (type == MessageType.NOTIFICATION) {
      notification = Arrays.copyOfRange(buffer, at, at + length);
      return null;
    }
    if (negotiated == null) {
      return type == MessageType.OPEN ? open(Arrays.copyOfRange(buffer, at, at + length)) : fsm(1);
    }
    if (!established) {
      if (type != MessageType.KEEPALIVE) {
        return fsm(2);
      }
      established = true;
      session.established();
      return null;
    }
    return switch (type) {
      case OPEN -> fsm(3);
      case UPDATE -> Fault.of(account.update(buffer, at, length));
      default -> null;
    };
  }

  /** A message that does not belong into the state (RFC 6608 section 4). */
  private static Fault fsm(int subcode) {
    return new Fault(
        Notification.encode(Notification.FSM_ERROR, subcode),
        Notification.name(Notification.FSM_ERROR, subcode));
  }

  private Fault open(byte[] message) {
    Open theirs = Open.parse(message);
    BgpError error = theirs.check();
    if (error != null) {
      return Fault.of(error);
    }
    Negotiated agreed = Negotiated.of(Open.parse(config.open()), theirs);
    account.context(agreed.toLeft());
    negotiated = agreed;
    holdNanos =
        agreed.holdTime() == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(agreed.holdTime());
    writer.keepaliveEvery(agreed.keepaliveTime());
    return null;
  }
}
