package io.sluice.schemas;

import io.sluice.bgp.Direction;
import java.util.List;
import java.util.Map;

/**
 * A verdict as a value: what to do with one message, or a run of them, and why.
 *
 * @param session session id
 * @param epoch incarnation of the session
 * @param direction which way the messages travel
 * @param sequence number of the first message
 * @param count how many messages from there on, at least 1
 * @param action what to do
 * @param replacement whole messages: to send instead (REPLACE), or the NOTIFICATION (CLOSE)
 * @param reason why
 * @param timeMicros when it was decided, microseconds since 1970
 */
public record Judgement(
    String session,
    long epoch,
    Direction direction,
    long sequence,
    int count,
    Action action,
    List<byte[]> replacement,
    Reason reason,
    long timeMicros) {
  /**
   * Tag of an injected message: how many of the stages that see its direction lie before it, in its
   * order.
   */
  public static final String BEHIND = "SLUICE_BEHIND";

  /**
   * Why a verdict is what it is.
   *
   * @param stage the stage that decided; empty when every stage let the message pass
   * @param rule its rule, as the operator wrote it
   * @param event the event raised, as STAGE/NAME; empty for none
   * @param policyVersion version of the pipeline
   * @param data what the decision rests on
   */
  public record Reason(
      String stage, String rule, String event, String policyVersion, Map<String, String> data) {}
}
