package io.sluice.cli.run.live;

import io.sluice.proxy.speaker.SessionForm;
import java.util.ArrayList;
import java.util.List;

/** What became of the messages that a speaker was to say. For one thread. */
final class FeedTally {
  private long said;
  private long sent;
  private long others;
  private long ends;
  private long unwanted;
  private long unreadable;
  private long foreign;
  private long identifiers;
  private long linkLocals;

  /** An UPDATE was said, in so many messages. */
  void said(int messages) {
    said += messages > 0 ? 1 : 0;
    sent += messages;
  }

  /** A message of another type. */
  void other() {
    others++;
  }

  /** An End-of-RIB: the speaker says its own. */
  void end() {
    ends++;
  }

  /** One that options of its stage leave out. */
  void unwanted() {
    unwanted++;
  }

  /** What the form of a session did not let pass as it was. */
  void add(SessionForm form) {
    unreadable += form.unreadable();
    foreign += form.foreign();
    identifiers += form.identifiers();
    linkLocals += form.linkLocals();
  }

  /** UPDATEs that were lost. */
  long unreadable() {
    return unreadable;
  }

  @Override
  public String toString() {
    List<String> not = new ArrayList<>();
    count(not, others, "of other types");
    count(not, ends, "End-of-RIB");
    count(not, unwanted, "by --type, --skip, -O and the rate");
    count(not, unreadable, "unreadable");
    count(not, foreign, "with routes of families that the session does not have");
    String text = "said " + said + " UPDATEs in " + sent + " messages";
    if (!not.isEmpty()) {
      text += "; not said: " + String.join(", ", not);
    }
    if (linkLocals > 0) {
      text += "; link-local next hops left out of " + linkLocals;
    }
    return identifiers == 0 ? text : text + "; path identifiers left out of " + identifiers;
  }

  private static void count(List<String> not, long count, String what) {
    if (count > 0) {
      not.add(count + " " + what);
    }
  }
}
