package io.sluice.cli.several;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.wire.Bytes;
import io.sluice.cli.process.TwoSpeakers;
import io.sluice.proxy.speaker.SpeakerSession;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction of a session: UPDATEs with one route each, numbered through, whatever happens to
 * the session meanwhile. What came of each connection is kept: from one that lasts, all numbers
 * must have come; from one that ended, a beginning of them; in order, each once, in both cases.
 */
final class Flow {
  private static final int HEADER = 19;
  private static final int FIRST_OCTET = 11;

  private final String name;
  private final List<Sent> sent = new ArrayList<>();
  private final List<Got> got = new ArrayList<>();
  private int next;
  private long quietSince = System.nanoTime();
  private long longestSilence;

  /** What was sent on one connection. */
  private static final class Sent {
    private final SpeakerSession session;
    private final int first;

    Sent(SpeakerSession session, int first) {
      this.session = session;
      this.first = first;
    }
  }

  /** What came from one connection. */
  private static final class Got {
    private final SpeakerSession session;
    private final int first;
    private int next;
    private int refused;
    private String fault;

    Got(SpeakerSession session, int first) {
      this.session = session;
      this.first = first;
      this.next = first;
    }
  }

  Flow(String name) {
    this.name = name;
  }

  /** The sending end is established. */
  synchronized void begin(SpeakerSession session) {
    sent.add(new Sent(session, next));
  }

  /** Sends the next ones, if there is a connection. */
  void send(int count) {
    for (int i = 0; i < count; i++) {
      SpeakerSession session;
      int number;
      synchronized (this) {
        session = sent.isEmpty() ? null : sent.get(sent.size() - 1).session;
        if (session == null || !session.isEstablished()) {
          return;
        }
        number = next++;
      }
      session.announce(
          TwoSpeakers.announce(
              FIRST_OCTET + (number >> 16), number >> 8 & 0xff, number & 0xff, 24));
    }
  }

  /** A message came to the receiving end; those that are no UPDATE with a route do not count. */
  synchronized void received(
      SpeakerSession session, byte[] buffer, int offset, int length, long now) {
    if (buffer[offset + HEADER - 1] != 2 || length == HEADER + 4) {
      return;
    }
    // A route that is refused leaves as a withdrawal.
    boolean refused = Bytes.u16(buffer, offset + HEADER) > 0;
    int at = refused ? offset + HEADER + 3 : offset + length - 3;
    int number = Bytes.u24(buffer, at) - (FIRST_OCTET << 16);
    Got last = got.isEmpty() ? null : got.get(got.size() - 1);
    if (last == null || last.session != session) {
      last = new Got(session, number);
      got.add(last);
    }
    if (number != last.next && last.fault == null) {
      last.fault = "number " + number + " came where " + last.next + " was due";
    }
    last.next = number + 1;
    last.refused += refused ? 1 : 0;
    longestSilence = Math.max(longestSilence, now - quietSince);
    quietSince = now;
  }

  /** From now on silence is measured anew. */
  synchronized void listen() {
    quietSince = System.nanoTime();
    longestSilence = 0;
  }

  /** The longest time in which nothing came, since {@link #listen}, seconds. */
  synchronized double silence() {
    return Math.max(longestSilence, System.nanoTime() - quietSince) / 1e9;
  }

  /** How many were numbered so far. */
  synchronized int sent() {
    return next;
  }

  /** The number behind the last one that came. */
  synchronized int arrived() {
    return got.isEmpty() ? 0 : got.get(got.size() - 1).next;
  }

  /** How many connections it had so far. */
  synchronized int connections() {
    return sent.size();
  }

  /** How many of the present connection were sent. */
  synchronized int inThisConnection() {
    return next - sent.get(sent.size() - 1).first;
  }

  /** The last connection whose first number is this; -1 for none. */
  private int last(int first) {
    for (int i = sent.size() - 1; i >= 0; i--) {
      if (sent.get(i).first == first) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Nothing was lost, doubled or out of order, and exactly the routes over the limit were refused.
   *
   * @param limit how many routes a connection may have in this direction
   */
  synchronized void verify(int limit) {
    int seen = -1;
    for (Got one : got) {
      assertThat(one.fault).as(name).isNull();
      int at = last(one.first);
      assertThat(at).as(name + ": a connection that begins with " + one.first).isGreaterThan(seen);
      seen = at;
      int end = at + 1 < sent.size() ? sent.get(at + 1).first : next;
      assertThat(one.next).as(name).isLessThanOrEqualTo(end);
      assertThat(one.refused).as(name).isEqualTo(Math.max(0, one.next - one.first - limit));
    }
    Sent last = sent.get(sent.size() - 1);
    if (last.session.isEstablished()) {
      assertThat(got.get(got.size() - 1).next).as(name + ": all came").isEqualTo(next);
    }
  }
}
