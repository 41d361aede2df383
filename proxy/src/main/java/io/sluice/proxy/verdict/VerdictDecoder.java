package io.sluice.proxy.verdict;

import io.sluice.bgp.Direction;
import io.sluice.schemas.Action;
import io.sluice.schemas.UndecodableRecordException;
import io.sluice.schemas.wire.AvroInput;
import io.sluice.schemas.wire.VerdictCodec;

/** Decodes verdicts; of those that pass or drop only what the gate needs, without an object. */
final class VerdictDecoder {
  private static final Action[] ACTIONS = Action.values();

  private final AvroInput in = new AvroInput();
  private final VerdictCodec codec = new VerdictCodec();

  /**
   * Decodes one and adds it to a batch.
   *
   * @throws UndecodableRecordException if it is none
   */
  void decode(byte[] value, VerdictBatch into) {
    in.begin(value);
    in.skip(in.readLength());
    final long epoch = in.readLong();
    final Direction direction = in.readIndex(2) == 0 ? Direction.R : Direction.L;
    final long first = in.readLong();
    final int count = in.readInt();
    final Action action = ACTIONS[in.readIndex(ACTIONS.length)];
    if (count < 1) {
      throw in.fail("a verdict for " + count + " messages");
    }
    boolean whole = action != Action.PASS && action != Action.DROP;
    into.add(epoch, direction, first, count, action, whole ? codec.decode(value) : null);
  }
}
