package io.sluice.cli.run.file;

import io.sluice.bgp.Message;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.Damage;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the input did not come through: damaged records, and messages that do not decode or were
 * not taken. Each of the first two is told as a PARSE event with its place and reason. Safe to use
 * from several threads.
 */
final class Losses {
  private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
  private static final String PARSE = "PARSE";

  private final Signals signals;
  private final AtomicLong damages = new AtomicLong();
  private final AtomicLong undecoded = new AtomicLong();
  private final AtomicLong unplaced = new AtomicLong();
  private final Set<String> unseen = ConcurrentHashMap.newKeySet();

  Losses(Signals signals) {
    this.signals = signals;
  }

  /**
   * Octets of a source gave no message.
   *
   * @param counts whether the exit status is to tell of it
   * @return whether the run ends here
   */
  boolean damaged(Source source, Damage damage, boolean counts) {
    if (counts) {
      damages.incrementAndGet();
    }
    return signals.isWanted(PARSE) && signals.raise(PARSE, source.name() + ": " + damage);
  }

  /**
   * A message does not decode.
   *
   * @return whether the run ends here
   */
  boolean undecoded(Message message, String error) {
    undecoded.incrementAndGet();
    return signals.isWanted(PARSE)
        && signals.raise(
            PARSE,
            message.direction()
                + " "
                + message.sequence()
                + ": "
                + error
                + ": "
                + Bytes.hex(message.buffer(), message.offset(), message.length()));
  }

  /** A message has no place in the format that it was to be written in. */
  void unplaced() {
    unplaced.incrementAndGet();
  }

  /** A stage that shows messages to others could not show them all. */
  void unseen(String stage) {
    unseen.add(stage);
  }

  /** Whether something was lost that the exit status is to tell of; says how much. */
  boolean report() {
    if (damages.get() > 0) {
      LOG.warn("damage in {} places of the input", damages.get());
    }
    if (undecoded.get() > 0) {
      LOG.warn("{} messages did not decode", undecoded.get());
    }
    if (unplaced.get() > 0) {
      // What the format is for did come through: no loss for the exit status.
      LOG.warn("{} messages have no place in the format of the output", unplaced.get());
    }
    unseen.forEach(stage -> LOG.warn("{} did not take all messages", stage));
    return damages.get() + undecoded.get() + unseen.size() > 0;
  }
}
