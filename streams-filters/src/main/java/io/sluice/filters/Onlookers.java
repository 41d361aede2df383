package io.sluice.filters;

import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows messages to stages whose words do not count. */
final class Onlookers {
  private static final Logger log = LoggerFactory.getLogger(PipelineRun.class);

  private final Ruling ignored = new Ruling();
  private final Pieces pieces = new Pieces();
  private long failures;

  /** Shows a message that is decided, and what leaves instead, to a stage if it only looks on. */
  void show(BoundStage stage, Message message, List<byte[]> instead) {
    if (stage.decides()) {
      return;
    }
    show(stage, message);
    for (byte[] one : instead) {
      if (Header.type(one, 0) == MessageType.UPDATE.code()) {
        show(stage, pieces.of(one, message, message.tags()));
      }
    }
  }

  /** Shows a message to a stage; what that says is ignored. */
  void show(BoundStage stage, Message message) {
    ignored.clear(stage.spec().silent());
    try {
      stage.stage().judge(message, ignored);
    } catch (RuntimeException | StackOverflowError e) {
      failed(stage, message, e);
    }
  }

  /** A stage that holds nothing up failed at a message. */
  void failed(BoundStage stage, Message message, Throwable e) {
    failures++;
    if (Long.bitCount(failures) == 1) {
      log.atWarn()
          .addKeyValue("session", message.session())
          .setCause(e)
          .log(
              "stage {} failed at message {} of session {} ({} such failures so far)",
              stage.name(),
              message.sequence(),
              message.session(),
              failures);
    }
  }
}
