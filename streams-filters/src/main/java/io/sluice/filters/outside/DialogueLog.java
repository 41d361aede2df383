package io.sluice.filters.outside;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of what goes wrong outside, each kind less often the more often it happens. */
final class DialogueLog {
  private static final Logger log = LoggerFactory.getLogger(OutsideStage.class);

  private final String stage;
  private long bad;
  private long late;
  private long leftOut;
  private long passedBy;
  private long outOfOrder;
  private boolean unwanted;

  DialogueLog(String stage) {
    this.stage = stage;
  }

  String stage() {
    return stage;
  }

  private static boolean isTold(long count) {
    return Long.bitCount(count) == 1;
  }

  private String about(String session) {
    return session.isEmpty() ? stage : stage + " of session " + session;
  }

  void up(String session, int run) {
    if (run > 1) {
      log.info("{}: it is there again", about(session));
    }
  }

  void down(String session, String why) {
    log.warn("{}: {}", about(session), why);
  }

  void failing(String session, String what, OutsideOptions options) {
    log.error(
        "{} {} within {}: {}",
        about(session),
        what,
        options.deadline(),
        switch (options.filters() ? options.unanswered() : Unanswered.PASS) {
          case CLOSE -> "the session ends" + advice(options);
          case DROP -> "messages are refused until it does";
          default ->
              options.filters()
                  ? "messages pass unseen until it does"
                  : "messages are left out until it does";
        });
  }

  private static String advice(OutsideOptions options) {
    return options.inOrder()
        ? "; one that leaves messages out to refuse them needs --fail drop, or is to echo KEEPALIVEs"
        : "";
  }

  void works(String session) {
    log.info("{} moves again; {} messages were left out so far", about(session), leftOut);
  }

  void passedBy(String session, long sequence, OutsideOptions options) {
    passedBy++;
    if (isTold(passedBy)) {
      log.error(
          "{}: no answer to message {} within {}, though to later ones ({} so far): a helper that"
              + " leaves messages out to refuse them must answer in order, without --any-order",
          about(session),
          sequence,
          options.deadline(),
          passedBy);
    }
  }

  void outOfOrder(String session, long sequence, OutsideOptions options) {
    outOfOrder++;
    if (isTold(outOfOrder)) {
      log.error(
          "{}: the answer to message {} came behind a later one, so it had been taken for refused"
              + " ({} so far): {}; a helper that answers in another order needs --any-order",
          about(session),
          sequence,
          outOfOrder,
          switch (options.unanswered()) {
            case CLOSE -> "the session ends";
            case HOLD -> "it stays refused";
            case PASS -> "the next ones pass unseen";
            case DROP -> "the next ones are refused";
          });
    }
  }

  void late(String session, long sequence) {
    late++;
    if (isTold(late)) {
      log.warn(
          "{}: the answer to message {} came too late ({} so far)", about(session), sequence, late);
    }
  }

  void again(String session, long sequence) {
    log.debug("{}: message {} is answered twice, for it was asked again", about(session), sequence);
  }

  void bad(String session, String what) {
    bad++;
    if (isTold(bad)) {
      log.warn("{}: what came cannot be used ({} so far): {}", about(session), bad, what);
    }
  }

  void leftOut(String session) {
    leftOut++;
    if (isTold(leftOut)) {
      log.warn("{}: {} messages left out so far", about(session), leftOut);
    }
  }

  boolean hasLeftOut() {
    return leftOut > 0;
  }

  void leftUnsaid(String session, int messages) {
    log.info("{}: {} messages had not come back at its end, so refused", about(session), messages);
  }

  void unwanted(String session) {
    if (!unwanted) {
      unwanted = true;
      log.warn("{}: what it says is ignored, for it is only written to", about(session));
    }
  }
}
