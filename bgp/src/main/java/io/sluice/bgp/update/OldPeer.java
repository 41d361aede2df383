package io.sluice.bgp.update;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Update;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.attr.OldPath;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.util.List;

/**
 * Rewrites an UPDATE of a session with four-octet AS numbers for a peer that knows two octets only
 * (RFC 6793 section 4.2.2): AS_PATH and AGGREGATOR shrink; what does not fit there stands in
 * AS4_PATH and AS4_AGGREGATOR. Both are sent only where a number needs them.
 */
public final class OldPeer {
  private static final int OPTIONAL_TRANSITIVE = AttributeCode.OPTIONAL | AttributeCode.TRANSITIVE;

  private OldPeer() {}

  /**
   * The message or messages for the peer.
   *
   * @param update what is to be sent; one of two octets already goes out as it is
   * @param maxLength the longest message allowed: 4096, or 65535 with extended messages
   * @return the error when AS_PATH or AGGREGATOR is malformed, or nothing fits
   */
  public static Decoded<List<byte[]>> rewrite(Update update, int maxLength) {
    UpdateBuilder builder = UpdateBuilder.from(update);
    if (update.context().as4()) {
      Flaw flaw = path(update, builder);
      flaw = flaw != null ? flaw : aggregator(update, builder);
      if (flaw != null) {
        return Decoded.failed(BgpError.at(flaw, 0));
      }
    }
    return builder.build(maxLength);
  }

  /** How the peer reads what {@link #rewrite} makes. */
  public static DecodeContext context(DecodeContext context) {
    return context.withAs4(false);
  }

  private static Flaw path(Update u, UpdateBuilder builder) {
    int i = u.find(AttributeCode.AS_PATH);
    // RFC 6793 section 4.1: between new speakers these do not travel; what they say is old.
    builder.remove(AttributeCode.AS4_PATH).remove(AttributeCode.AS4_AGGREGATOR);
    if (i < 0) {
      return null;
    }
    byte[] b = u.buffer();
    int at = u.value(i);
    int length = u.valueLength(i);
    Flaw flaw = AsPaths.check(b, at, length, 4);
    if (flaw != null) {
      return flaw;
    }
    ByteSink out = new ByteSink(length);
    OldPath.writePath(b, at, length, out);
    builder.set(AttributeCode.AS_PATH, u.flags(i), out.toByteArray());
    if (OldPath.needsAs4(b, at, length)) {
      OldPath.writeAs4Path(b, at, length, out.clear());
      if (out.size() > 0) {
        builder.set(AttributeCode.AS4_PATH, OPTIONAL_TRANSITIVE, out.toByteArray());
      }
    }
    return null;
  }

  private static Flaw aggregator(Update u, UpdateBuilder builder) {
    int i = u.find(AttributeCode.AGGREGATOR);
    if (i < 0) {
      return null;
    }
    if (u.valueLength(i) != 8) {
      return Flaw.AGGREGATOR_LENGTH;
    }
    byte[] b = u.buffer();
    int at = u.value(i);
    long asn = Bytes.u32(b, at);
    ByteSink out = new ByteSink().u16(OldPath.mapped(asn)).bytes(b, at + 4, 4);
    builder.set(AttributeCode.AGGREGATOR, u.flags(i), out.toByteArray());
    if (asn > 0xffff) {
      builder.set(AttributeCode.AS4_AGGREGATOR, OPTIONAL_TRANSITIVE, u.copyValue(i));
    }
    return null;
  }
}
