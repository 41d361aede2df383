package io.sluice.filters;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * What a stage says of one message. Reusable; at most one of the deciding methods ({@link #refuse},
 * {@link #refuseAll}, {@link #replace}, {@link #close}) is called for a message.
 *
 * <p>Each decision names the rule as the operator wrote it, the event that it raises (its bare
 * name, such as "long"; empty for none) and the data that it rests on.
 */
public final class Ruling {

  /** What was decided. */
  enum Kind {
    PASS,
    REFUSE,
    REFUSE_ALL,
    REPLACE,
    CLOSE
  }

  /** An event that was raised beside the decision. */
  record Raised(String event, Map<String, String> data) {}

  private boolean silent;
  private Kind kind = Kind.PASS;
  private BitSet places;
  private List<byte[]> messages = List.of();
  private byte[] notification;
  private String rule = "";
  private String event = "";
  private Map<String, String> data = Map.of();
  private final List<Raised> raised = new ArrayList<>(2);
  private final List<Map.Entry<String, String>> tags = new ArrayList<>(2);

  void clear(boolean vanish) {
    silent = vanish;
    kind = Kind.PASS;
    rule = "";
    event = "";
    data = Map.of();
    raised.clear();
    tags.clear();
  }

  /**
   * Whether the operator wants the routes that this stage refuses to vanish instead of leaving as
   * withdrawals: an older route then stays behind a refused one.
   */
  public boolean isSilent() {
    return silent;
  }

  /**
   * Refuses some of the routes that an UPDATE announces: they leave as withdrawals.
   *
   * @param announced their places among the announced routes, those of the body first; read before
   *     the next message, not copied
   */
  public void refuse(BitSet announced, String rule, String event, Map<String, String> data) {
    decide(Kind.REFUSE, rule, event, data);
    places = announced;
  }

  /**
   * Refuses the whole message: all that an UPDATE announces leaves as withdrawals; a message of
   * another type is dropped.
   */
  public void refuseAll(String rule, String event, Map<String, String> data) {
    decide(Kind.REFUSE_ALL, rule, event, data);
  }

  /**
   * Puts other messages in its place.
   *
   * @param with whole messages, not changed afterwards; none to drop it
   */
  public void replace(List<byte[]> with, String rule, String event, Map<String, String> data) {
    decide(Kind.REPLACE, rule, event, data);
    messages = with;
  }

  /**
   * Ends the session.
   *
   * @param notification the whole NOTIFICATION message to send to both ends
   */
  public void close(byte[] notification, String rule, String event, Map<String, String> data) {
    decide(Kind.CLOSE, rule, event, data);
    this.notification = notification;
  }

  private void decide(Kind what, String rule, String event, Map<String, String> data) {
    if (kind != Kind.PASS) {
      throw new IllegalStateException("a stage decided twice: " + kind + ", then " + what);
    }
    this.kind = what;
    this.rule = rule;
    this.event = event;
    this.data = data;
  }

  /** Gives the message a tag, seen by the stages behind and by the audit. */
  public void tag(String key, String value) {
    tags.add(Map.entry(key, value));
  }

  /** Takes a tag off the message; those of the audit and of the stages behind are without it. */
  public void untag(String key) {
    tags.add(new AbstractMap.SimpleImmutableEntry<>(key, null));
  }

  /** Raises an event beside, or without, a decision. */
  public void event(String name, Map<String, String> data) {
    raised.add(new Raised(name, data));
  }

  Kind kind() {
    return kind;
  }

  BitSet places() {
    return places;
  }

  List<byte[]> messages() {
    return messages;
  }

  byte[] notification() {
    return notification;
  }

  String rule() {
    return rule;
  }

  String event() {
    return event;
  }

  Map<String, String> data() {
    return data;
  }

  /** Whether there is neither an event nor a tag beside the decision. */
  boolean isQuiet() {
    return raised.isEmpty() && tags.isEmpty();
  }

  List<Raised> raised() {
    return raised;
  }

  /** In order; without a value those that are taken off. */
  List<Map.Entry<String, String>> tags() {
    return tags;
  }
}
