package io.sluice.schemas.wire;

import io.sluice.schemas.Disposition;
import io.sluice.schemas.MessageOrigin;
import java.util.Map;

/**
 * Encodes the messages of one direction of a session as {@code BgpMessage} records. What stays the
 * same for all of them is encoded once; the message itself is the tail of the record, so that the
 * same array serves the topic and the wire. Not thread safe.
 */
public final class BgpMessageEncoder {
  private static final Map<String, String> NO_TAGS = Map.of();

  private final MessageOrigin origin;
  private final byte[] prefix;
  private final AvroOutput out = new AvroOutput();

  /**
   * @param schemaId id of the BgpMessage schema at the registry
   */
  public BgpMessageEncoder(int schemaId, MessageOrigin origin) {
    this.origin = origin;
    AvroOutput p = new AvroOutput().begin(schemaId);
    p.writeString(origin.session());
    p.writeLong(origin.epoch());
    p.writeLong(origin.direction().ordinal());
    p.writeString(origin.senderAddress());
    p.writeLong(origin.senderAsn());
    p.writeString(origin.receiverAddress());
    p.writeLong(origin.receiverAsn());
    p.writeLong(origin.context().as4() ? 4 : 2);
    families(p, origin.context().addPathFamilies());
    families(p, origin.context().extendedNextHopFamilies());
    p.writeLong(origin.verdictPartition());
    this.prefix = p.toByteArray();
  }

  private static void families(AvroOutput out, int[] families) {
    if (families.length > 0) {
      out.writeLong(families.length);
      for (int family : families) {
        out.writeLong(family);
      }
    }
    out.writeLong(0);
  }

  /** What all its records have in common. */
  public MessageOrigin origin() {
    return origin;
  }

  /**
   * Encodes all of a record but the octets of the message.
   *
   * @param wireLength octets of the message, for which the end of the array is left free
   * @return the record; the caller copies the message to {@code length - wireLength}
   */
  public byte[] encode(
      Disposition disposition, long sequence, long timeMicros, int type, int wireLength) {
    return encode(disposition, sequence, timeMicros, type, NO_TAGS, wireLength);
  }

  /** The same with tags. */
  public byte[] encode(
      Disposition disposition,
      long sequence,
      long timeMicros,
      int type,
      Map<String, String> tags,
      int wireLength) {
    out.clear();
    out.writeRaw(prefix, 0, prefix.length);
    out.writeLong(disposition.ordinal());
    out.writeLong(sequence);
    out.writeLong(timeMicros);
    out.writeLong(type);
    out.writeMap(tags);
    out.writeLong(wireLength);
    byte[] record = new byte[out.size() + wireLength];
    System.arraycopy(out.buffer(), 0, record, 0, out.size());
    return record;
  }

  /** Encodes a record with its message. */
  public byte[] encode(
      Disposition disposition,
      long sequence,
      long timeMicros,
      int type,
      byte[] wire,
      int offset,
      int length) {
    byte[] record = encode(disposition, sequence, timeMicros, type, length);
    System.arraycopy(wire, offset, record, record.length - length, length);
    return record;
  }

  /** The disposition of a record takes one octet; this changes it in place. */
  public void setDisposition(byte[] record, Disposition disposition) {
    record[prefix.length] = (byte) (disposition.ordinal() << 1);
  }
}
