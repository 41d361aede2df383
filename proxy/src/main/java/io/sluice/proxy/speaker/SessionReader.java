package io.sluice.proxy.speaker;

import io.sluice.bgp.Header;
import io.sluice.bgp.Notification;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** The receiving side of a session: frames, given to the state machine, and the timers. */
final class SessionReader {
  private static final int BUFFER = 256 * 1024;

  private final SpeakerSession session;
  private final StateMachine machine;
  private final SessionWriter writer;
  private final SpeakerListener listener;
  private final ReceivedUpdates account;
  private final long sendHoldNanos;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;

  SessionReader(
      SpeakerSession session,
      SpeakerConfig config,
      StateMachine machine,
      SessionWriter writer,
      ReceivedUpdates account,
      SpeakerListener listener) {
    this.session = session;
    this.machine = machine;
    this.writer = writer;
    this.account = account;
    this.listener = listener;
    this.sendHoldNanos = config.sendHoldTime().toNanos();
  }

  /**
   * Reads until the session ends, by whichever end.
   *
   * @return why it ended
   */
  String read(InputStream in) throws IOException {
    machine.onConnected(System.nanoTime());
    while (!session.closing()) {
      int n = 0;
      try {
        n = in.read(buffer, filled, BUFFER - filled);
      } catch (SocketTimeoutException e) {
        // Time to look at the timers.
      }
      if (n < 0) {
        return machine.notification() == null
            ? "connection closed by the other end"
            : "ended by the other end";
      }
      long now = System.nanoTime();
      if (n > 0) {
        machine.onOctets(now);
        filled += n;
      }
      Fault fault = frames(now);
      fault = fault != null ? fault : timers(now);
      if (fault != null) {
        session.close(fault.notification());
        return fault.reason();
      }
      if (machine.notification() != null) {
        return "ended by the other end";
      }
    }
    return "ended by this end";
  }

  private Fault timers(long now) {
    long bound = sendHoldNanos;
    if (machine.negotiated() != null) {
      bound = Math.max(bound, TimeUnit.SECONDS.toNanos(2L * machine.negotiated().holdTime()));
    }
    if (writer.stuckNanos(now) > bound) {
      // RFC 9687 section 3.2: the NOTIFICATION will hardly get through, but it is tried.
      return Fault.of(
          Notification.SEND_HOLD_TIMER_EXPIRED,
          0,
          "the other end has taken nothing for " + TimeUnit.NANOSECONDS.toSeconds(bound) + " s");
    }
    return machine.onTick(now);
  }

  private Fault frames(long now) {
    int at = 0;
    while (filled - at >= Header.LENGTH && machine.notification() == null) {
      Fault fault = machine.onHeader(buffer, at);
      if (fault != null) {
        return fault;
      }
      int length = Header.length(buffer, at);
      if (filled - at < length) {
        break;
      }
      account.message(length);
      fault = machine.onMessage(buffer, at, length);
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
}
