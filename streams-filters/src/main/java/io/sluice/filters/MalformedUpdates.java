package io.sluice.filters;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.BgpError.Treatment;
import io.sluice.bgp.Message;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Decides about UPDATEs whose routes cannot be seen, as RFC 7606 says; stages only look at them.
 */
final class MalformedUpdates {
  private final String version;
  private final RouteCheck check = new RouteCheck();

  MalformedUpdates(String version) {
    this.version = version;
  }

  /** Decides about an UPDATE, if its routes cannot be seen and there is a stage that decides. */
  void settle(Passage p, Message message) {
    BgpError flaw = check.check(message.update());
    if (flaw == null) {
      return;
    }
    p.conclusion.error(flaw.toString());
    boolean judged = false;
    Treatment hardest = flaw.treatment();
    for (int i = p.at; i < p.line.length; i++) {
      judged |= p.line[i].decides();
      hardest = Treatment.harder(hardest, p.line[i].stage().treatment(flaw));
    }
    if (judged && hardest == Treatment.ATTRIBUTE_DISCARD) {
      return;
    }
    p.settled = true;
    if (!judged) {
      return;
    }
    Reason why = because(flaw, hardest);
    if (hardest == Treatment.SESSION_RESET) {
      p.conclusion.decide(Action.CLOSE, List.of(flaw.notification()), why);
    } else {
      p.conclusion.replace(Decisions.withdrawn(message.update()), why);
    }
  }

  private Reason because(BgpError flaw, Treatment treatment) {
    return new Reason(
        PipelineRun.MALFORMED,
        flaw.reference(),
        PipelineRun.MALFORMED + '/' + treatment.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        version,
        Map.of(
            "flaw", flaw.flaw().name(),
            "offset", Integer.toString(flaw.offset()),
            "reason", flaw.reason()));
  }
}
