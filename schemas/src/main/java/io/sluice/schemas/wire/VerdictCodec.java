package io.sluice.schemas.wire;

import io.sluice.bgp.Direction;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.UndecodableRecordException;
import java.util.ArrayList;
import java.util.List;

/** Encodes and decodes {@code Verdict} records. Not thread safe; reusable. */
public final class VerdictCodec {
  private static final Action[] ACTIONS = Action.values();
  private static final Direction[] DIRECTIONS = Direction.values();

  private final AvroOutput out = new AvroOutput();
  private final AvroInput in = new AvroInput();

  /** Encodes a verdict in the Confluent wire format. */
  public byte[] encode(int schemaId, Judgement v) {
    out.begin(schemaId);
    out.writeString(v.session());
    out.writeLong(v.epoch());
    out.writeLong(v.direction().ordinal());
    out.writeLong(v.sequence());
    out.writeLong(v.count());
    out.writeLong(v.action().ordinal());
    if (!v.replacement().isEmpty()) {
      out.writeLong(v.replacement().size());
      for (byte[] message : v.replacement()) {
        out.writeBytes(message, 0, message.length);
      }
    }
    out.writeLong(0);
    Judgement.Reason reason = v.reason();
    out.writeString(reason.stage());
    out.writeString(reason.rule());
    out.writeString(reason.event());
    out.writeString(reason.policyVersion());
    out.writeMap(reason.data());
    out.writeLong(v.timeMicros());
    return out.toByteArray();
  }

  /**
   * Decodes a verdict.
   *
   * @throws UndecodableRecordException if it is none
   */
  public Judgement decode(byte[] value) {
    in.begin(value);
    final String session = in.readString();
    final long epoch = in.readLong();
    final Direction direction = DIRECTIONS[in.readIndex(2)];
    final long sequence = in.readLong();
    final int count = in.readInt();
    final Action action = ACTIONS[in.readIndex(ACTIONS.length)];
    List<byte[]> replacement = List.of();
    for (int n = in.readBlock(); n > 0; n = in.readBlock()) {
      if (replacement.isEmpty()) {
        replacement = new ArrayList<>();
      }
      for (int i = 0; i < n; i++) {
        replacement.add(in.readBytes());
      }
    }
    Judgement.Reason reason =
        new Judgement.Reason(
            in.readString(), in.readString(), in.readString(), in.readString(), in.readMap());
    long time = in.readLong();
    in.end();
    if (count < 1) {
      throw in.fail("a verdict for " + count + " messages");
    }
    return new Judgement(
        session, epoch, direction, sequence, count, action, replacement, reason, time);
  }
}
