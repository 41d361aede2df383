package io.sluice.cli.run.file;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import java.util.Map;

/**
 * A message, or a change of a session's state, on its way to an output that takes them whole: the
 * octets lie with the output, the rest here.
 *
 * @param state {@code null} for a message
 */
record Kept(
    int from,
    int length,
    Direction direction,
    long timeMicros,
    DecodeContext context,
    Map<String, String> tags,
    PeerIdentity peer,
    StateChange state) {

  static Kept of(Message message, AsciiBuffer octets) {
    int from = octets.size();
    octets.put(message.buffer(), message.offset(), message.length());
    return new Kept(
        from,
        message.length(),
        message.direction(),
        message.timeMicros(),
        message.context(),
        message.tags(),
        null,
        null);
  }

  static Kept of(PeerIdentity peer, StateChange change, long timeMicros) {
    return new Kept(0, 0, null, timeMicros, null, null, peer, change);
  }

  /** Makes a view look at the message. */
  void view(AsciiBuffer octets, Message message) {
    message
        .wrap(octets.buffer(), from, length)
        .describe("", 0, direction, 0, timeMicros, context, tags);
  }
}
