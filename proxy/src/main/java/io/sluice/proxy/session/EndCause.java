package io.sluice.proxy.session;

import io.sluice.bgp.Notification;
import io.sluice.proxy.verdict.Presence;

/**
 * Why an incarnation of a session ends: its name in metrics and events, what is sent to the ends
 * that need to be told, and words for an operator.
 */
public enum EndCause {
  NOTIFICATION("notification", Notification.ADMINISTRATIVE_RESET, "ended by the other end"),
  CONNECTION_LOST("connection_lost", Notification.ADMINISTRATIVE_RESET, "connection lost"),
  HEADER_ERROR("header_error", Notification.ADMINISTRATIVE_RESET, "wrong message header"),
  OPEN_ERROR("open_error", Notification.ADMINISTRATIVE_RESET, "OPEN that cannot be followed"),
  FSM_ERROR("fsm_error", Notification.ADMINISTRATIVE_RESET, "message out of place"),
  HOLD_TIMER("hold_timer", Notification.ADMINISTRATIVE_RESET, "hold timer expired"),
  SEND_HOLD_TIMER("send_hold_timer", Notification.ADMINISTRATIVE_RESET, "takes nothing"),
  NOT_ESTABLISHED("not_established", Notification.CONNECTION_REJECTED, "not established in time"),
  NO_COUNTERPART("no_counterpart", Notification.CONNECTION_REJECTED, "other end not reached"),
  VERDICT("verdict", Notification.ADMINISTRATIVE_RESET, "ended by a verdict"),
  UNSENDABLE("unsendable", Notification.ADMINISTRATIVE_RESET, "message that cannot be sent on"),
  JUDGE_SLOW("judge_slow", Notification.ADMINISTRATIVE_RESET, "no verdict in time, judge is slow"),
  JUDGE_ABSENT("judge_absent", Notification.ADMINISTRATIVE_RESET, "no verdict in time, no judge"),
  KAFKA_AWAY("kafka_away", Notification.ADMINISTRATIVE_RESET, "no verdict in time, Kafka is away"),
  REMOVED("removed", Notification.PEER_DECONFIGURED, "session removed"),
  CHANGED("changed", Notification.OTHER_CONFIGURATION_CHANGE, "session changed"),
  SHUTDOWN("shutdown", Notification.ADMINISTRATIVE_SHUTDOWN, "proxy stops"),
  FAILURE("failure", Notification.OUT_OF_RESOURCES, "failure within the proxy");

  private final String label;
  private final int subcode;
  private final String words;

  EndCause(String label, int subcode, String words) {
    this.label = label;
    this.subcode = subcode;
    this.words = words;
  }

  /** Why a verdict is late, by who could have given it. */
  static EndCause of(Presence presence) {
    return switch (presence) {
      case PRESENT -> JUDGE_SLOW;
      case NO_JUDGE -> JUDGE_ABSENT;
      case NO_KAFKA -> KAFKA_AWAY;
    };
  }

  /** A short stable name, for metrics and events. */
  public String label() {
    return label;
  }

  /** In words. */
  public String words() {
    return words;
  }

  /** The Cease that tells an end; with the words where RFC 9003 allows them. */
  public byte[] cease(String detail) {
    return Notification.cease(subcode, detail.isEmpty() ? words : words + ": " + detail);
  }
}
