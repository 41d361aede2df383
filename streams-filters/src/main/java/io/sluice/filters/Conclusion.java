package io.sluice.filters;

import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement.Reason;
import java.util.List;
import java.util.Map;

/**
 * What a pipeline makes of one message. Reusable: valid until the next message is judged.
 *
 * <p>The reason names the stage that decided last, for what it said is what leaves; the data of the
 * reason tell, as "earlier", which stages had changed the message before it. A message that passes
 * has no stage in its reason, but the first event that it raised, if there was one.
 */
public final class Conclusion {
  private Action action = Action.PASS;
  private List<byte[]> replacement = List.of();
  private Reason reason;
  private Map<String, String> tags;
  private String error = "";
  private String failedStage = "";
  private Throwable failure;

  Conclusion begin(Reason passed, Map<String, String> messageTags) {
    action = Action.PASS;
    replacement = List.of();
    reason = passed;
    tags = messageTags;
    error = "";
    failedStage = "";
    failure = null;
    return this;
  }

  void decide(Action what, List<byte[]> messages, Reason why) {
    action = what;
    replacement = messages;
    reason = why;
  }

  /** What leaves instead decides between DROP and REPLACE. */
  void replace(List<byte[]> messages, Reason why) {
    decide(messages.isEmpty() ? Action.DROP : Action.REPLACE, messages, why);
  }

  void because(Reason why) {
    reason = why;
  }

  void tags(Map<String, String> all) {
    tags = all;
  }

  void error(String text) {
    error = text;
  }

  void failed(String stage, Throwable cause) {
    failedStage = stage;
    failure = cause;
  }

  /** What to do with the message. */
  public Action action() {
    return action;
  }

  /** Whole messages: to send instead (REPLACE), or the NOTIFICATION (CLOSE); else none. */
  public List<byte[]> replacement() {
    return replacement;
  }

  /** Why. The same object for all messages that pass without an event. */
  public Reason reason() {
    return reason;
  }

  /** The tags of the message and those that stages gave it. */
  public Map<String, String> tags() {
    return tags;
  }

  /** What is wrong with the message; empty for nothing. */
  public String error() {
    return error;
  }

  /** The stage that failed at the message; empty for none. */
  public String failedStage() {
    return failedStage;
  }

  /** What it failed with; {@code null} for nothing. */
  public Throwable failure() {
    return failure;
  }
}
