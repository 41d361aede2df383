package io.sluice.filters.streams;

import io.sluice.bgp.Direction;
import io.sluice.filters.Injection;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends new messages that came from outside to the proxy of their session, so many at a time: each
 * comes back as a record of its topic, and makes room for the next.
 */
final class InjectionWindow {
  private static final Logger log = LoggerFactory.getLogger(InjectionWindow.class);
  private static final long WINDOW = 256 << 10;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final VerdictRuns.Out out;
  private final Map<String, Sent> sessions = new HashMap<>();
  private long number;

  private static final class Sent {
    private final Map<Direction, MessageOrigin> origins = new EnumMap<>(Direction.class);
    private long octets;
    private long movedNanos = System.nanoTime();
  }

  InjectionWindow(VerdictRuns.Out out) {
    this.out = out;
  }

  /** A record of a session came by: that is where, and how, new messages go. */
  void saw(MessageOrigin origin) {
    sessions
        .computeIfAbsent(origin.session(), s -> new Sent())
        .origins
        .put(origin.direction(), origin);
  }

  boolean hasRoom(String session) {
    Sent sent = sessions.get(session);
    if (sent == null || sent.octets < WINDOW) {
      return true;
    }
    if (System.nanoTime() - sent.movedNanos > PATIENCE_NANOS) {
      log.warn("{}: {} octets of new messages were not taken by its proxy", session, sent.octets);
      sent.octets = 0;
    }
    return sent.octets < WINDOW;
  }

  /** Sends one. */
  void send(Injection injection, String policy, long micros) {
    Sent sent = sessions.get(injection.session());
    MessageOrigin origin = sent == null ? null : sent.origins.get(injection.direction());
    if (origin == null || origin.epoch() != injection.epoch() || origin.verdictPartition() < 0) {
      log.warn(
          "{}: a new message from {} belongs to no session that is up, and is left out",
          injection.session(),
          injection.stage());
      return;
    }
    number = Math.max(number + 1, micros);
    Map<String, String> tags = new HashMap<>(injection.tags());
    tags.put(Judgement.BEHIND, Integer.toString(injection.behind()));
    sent.octets += injection.message().length;
    sent.movedNanos = System.nanoTime();
    out.verdict(
        origin.verdictPartition(),
        injection.session().getBytes(StandardCharsets.UTF_8),
        new Judgement(
            origin.session(),
            origin.epoch(),
            origin.direction(),
            number,
            1,
            Action.INJECT,
            List.of(injection.message()),
            new Judgement.Reason(injection.stage(), "injected", "", policy, tags),
            micros));
  }

  /** One came back. */
  void returned(String session, int octets) {
    Sent sent = sessions.get(session);
    if (sent != null) {
      sent.octets = Math.max(0, sent.octets - octets);
      sent.movedNanos = System.nanoTime();
    }
  }
}
