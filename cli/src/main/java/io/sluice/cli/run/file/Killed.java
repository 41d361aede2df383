package io.sluice.cli.run.file;

import io.sluice.bgp.Message;
import io.sluice.schemas.Judgement.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of the end of a run by one of its stages. */
final class Killed {
  private static final Logger LOG = LoggerFactory.getLogger(Killed.class);

  private Killed() {}

  static void log(Message message, Reason reason) {
    LOG.warn(
        "ended by {} at message {} {}: {} {}",
        reason.stage(),
        message.direction(),
        message.sequence(),
        reason.rule(),
        reason.data());
  }
}
