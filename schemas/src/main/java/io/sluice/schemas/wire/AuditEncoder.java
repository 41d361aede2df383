package io.sluice.schemas.wire;

import io.sluice.bgp.AsPath;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.schemas.Judgement.Reason;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Outcome;
import java.util.Map;

/**
 * Encodes {@code AuditRecord}s straight from the bytes of the message: prefixes, path and
 * communities go from the wire into the record without an object for each. Not thread safe;
 * reusable.
 */
public final class AuditEncoder {
  private final int schemaId;
  private final AvroOutput out = new AvroOutput();
  private final AsciiBuffer text = new AsciiBuffer();
  private final PrefixCursor cursor = new PrefixCursor();
  private final AsPath path = new AsPath();

  /**
   * @param schemaId id of the AuditRecord schema at the registry
   */
  public AuditEncoder(int schemaId) {
    this.schemaId = schemaId;
  }

  /**
   * Encodes the fate of one message.
   *
   * @param update the message decoded, or null when it is no UPDATE
   * @param error what is wrong with the message; empty for nothing
   */
  public byte[] encode(
      BgpMessageView message,
      Update update,
      Outcome outcome,
      Reason reason,
      String error,
      long judgedMicros) {
    return encode(message, update, outcome, reason, error, message.tags(), judgedMicros);
  }

  /** The same with tags beyond those of the message. */
  public byte[] encode(
      BgpMessageView message,
      Update update,
      Outcome outcome,
      Reason reason,
      String error,
      Map<String, String> tags,
      long judgedMicros) {
    head(message.origin(), message.sequence(), 1, message.timeMicros(), judgedMicros);
    fate(message.type(), message.wireLength(), outcome, reason);
    if (update == null) {
      empty();
    } else {
      announced(update);
      withdrawn(update);
      path(update);
      nextHop(update);
      communities(update);
    }
    out.writeString(error);
    out.writeMap(tags);
    out.writeBytes(message.record(), message.wireOffset(), message.wireLength());
    return out.toByteArray();
  }

  /** Encodes the fate of a run of messages whose contents the writer does not know. */
  public byte[] encodeRun(
      MessageOrigin origin,
      long sequence,
      int count,
      long timeMicros,
      Outcome outcome,
      Reason reason,
      long decidedMicros) {
    head(origin, sequence, count, timeMicros, decidedMicros);
    fate(0, 0, outcome, reason);
    empty();
    out.writeString("");
    out.writeMap(Map.of());
    out.writeLong(0);
    return out.toByteArray();
  }

  private void head(MessageOrigin o, long sequence, int count, long timeMicros, long judgedMicros) {
    out.begin(schemaId);
    out.writeString(o.session());
    out.writeLong(o.epoch());
    out.writeLong(o.direction().ordinal());
    out.writeLong(sequence);
    out.writeLong(count);
    out.writeLong(timeMicros);
    out.writeLong(judgedMicros);
    out.writeString(o.senderAddress());
    out.writeLong(o.senderAsn());
    out.writeString(o.receiverAddress());
    out.writeLong(o.receiverAsn());
  }

  private void fate(int type, int length, Outcome outcome, Reason reason) {
    out.writeLong(type);
    out.writeLong(length);
    out.writeLong(outcome.ordinal());
    out.writeString(reason.stage());
    out.writeString(reason.rule());
    out.writeString(reason.event());
    out.writeString(reason.policyVersion());
    out.writeMap(reason.data());
  }

  private void empty() {
    out.writeLong(0);
    out.writeLong(0);
    out.writeString("");
    out.writeLong(0);
    out.writeString("");
    out.writeLong(0);
    out.writeLong(0);
  }

  private void announced(Update u) {
    item(cursor.announced(u));
    attribute(u, AttributeCode.MP_REACH_NLRI);
    out.writeLong(0);
  }

  private void withdrawn(Update u) {
    item(cursor.withdrawn(u));
    attribute(u, AttributeCode.MP_UNREACH_NLRI);
    out.writeLong(0);
  }

  private void attribute(Update u, int code) {
    int index = u.find(code);
    if (index >= 0) {
      item(cursor.attribute(u, index));
    }
  }

  /** Avro arrays may come in blocks; one block for each prefix needs no count beforehand. */
  private void item(PrefixCursor prefixes) {
    while (prefixes.next()) {
      out.writeLong(1);
      text.clear().prefix(prefixes);
      out.writeBytes(text.buffer(), 0, text.size());
    }
  }

  private void path(Update u) {
    path.read(u);
    text.clear();
    for (int i = 0; i < path.size(); i++) {
      boolean first = i == 0 || path.hop(i) != path.hop(i - 1);
      if (i > 0) {
        text.put(path.inSet(i) && !first ? ',' : ' ');
      }
      if (path.inSet(i) && first) {
        text.put('{');
      }
      text.number(path.asn(i));
      if (path.inSet(i) && (i + 1 == path.size() || path.hop(i + 1) != path.hop(i))) {
        text.put('}');
      }
    }
    out.writeBytes(text.buffer(), 0, text.size());
    out.writeLong(path.origin());
  }

  private void nextHop(Update u) {
    text.clear();
    int reach = u.find(AttributeCode.MP_REACH_NLRI);
    int index = u.find(AttributeCode.NEXT_HOP);
    if (reach >= 0 && u.mpNextHopLength(reach) >= 16) {
      int at = u.mpNextHopStart(reach);
      text.ipv6(u.u32(at) << 32 | u.u32(at + 4), u.u32(at + 8) << 32 | u.u32(at + 12));
    } else if (reach >= 0 && u.mpNextHopLength(reach) == 4) {
      text.ipv4((int) u.u32(u.mpNextHopStart(reach)));
    } else if (index >= 0 && u.valueLength(index) == 4) {
      text.ipv4((int) u.u32(u.value(index)));
    }
    out.writeBytes(text.buffer(), 0, text.size());
  }

  private void communities(Update u) {
    int index = u.find(AttributeCode.COMMUNITIES);
    int count = index < 0 ? 0 : u.valueLength(index) / 4;
    for (int i = 0, at = index < 0 ? 0 : u.value(index); i < count; i++, at += 4) {
      out.writeLong(1);
      text.clear().number(u.u16(at)).put(':').number(u.u16(at + 2));
      out.writeBytes(text.buffer(), 0, text.size());
    }
    out.writeLong(0);
    index = u.find(AttributeCode.LARGE_COMMUNITY);
    count = index < 0 ? 0 : u.valueLength(index) / 12;
    for (int i = 0, at = index < 0 ? 0 : u.value(index); i < count; i++, at += 12) {
      out.writeLong(1);
      text.clear().number(u.u32(at)).put(':').number(u.u32(at + 4)).put(':').number(u.u32(at + 8));
      out.writeBytes(text.buffer(), 0, text.size());
    }
    out.writeLong(0);
  }
}
