package io.sluice.cli.run.file;

import io.sluice.bgp.Message;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.Damage;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the input did not come through: damaged records, and messages that do not decode. Each is
 * told as a PARSE event with its place and reason. Safe to use from several threads.
 */
final class Losses {
  private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
  private static final String PARSE = "PARSE";

  private final Signals signals;
  private final AtomicLong damages = new AtomicLong();
  private final AtomicLong undecoded = new AtomicLong();

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

  /** Whether something was lost that the exit status is to tell of; says how much. */
  boolean report() {
    if (damages.get() > 0) {
      LOG.warn("damage in {} places of the input", damages.get());
    }
    if (undecoded.get() > 0) {
      LOG.warn("{} messages did not decode", undecoded.get());
    }
    return damages.get() + undecoded.get() > 0;
  }
}
