package io.sluice.filters;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import java.util.Map;

/**
 * A new message that came from outside, to enter a session behind the stage that it came to.
 *
 * @param stage name of the stage
 * @param session id of the session; empty for none
 * @param epoch incarnation of the session
 * @param direction which way it is to travel
 * @param message the whole message, not changed afterwards
 * @param context how it is written
 * @param tags its tags
 * @param sequence the number that it came with; 0 for none
 * @param timeMicros the time that it came with, in microseconds since 1970; 0 for none
 * @param behind how many of the operator's stages that see its direction lie behind it, in its
 *     order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Injection(
    String stage,
    String session,
    long epoch,
    Direction direction,
    byte[] message,
    DecodeContext context,
    Map<String, String> tags,
    long sequence,
    long timeMicros,
    int behind) {

  Injection behind(int stages) {
    return new Injection(
        stage, session, epoch, direction, message, context, tags, sequence, timeMicros, stages);
  }
}
