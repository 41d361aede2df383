package io.sluice.bgp.update;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Open;
import io.sluice.bgp.Update;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;

/**
 * Rewrites the attributes of an UPDATE of two-octet AS numbers for a session with four-octet ones
 * (RFC 6793 section 4.2.3): AS_PATH and AGGREGATOR grow, with what AS4_PATH and AS4_AGGREGATOR say;
 * the latter two are left out. The opposite of {@link OldPeer}.
 */
public final class NewPeer {
  private NewPeer() {}

  /**
   * Changes a builder that was made of an UPDATE.
   *
   * @param update what the builder was made of; one of four octets already stays as it is
   * @return the error when AS_PATH or AGGREGATOR is malformed, else {@code null}
   */
  public static BgpError rewrite(Update update, UpdateBuilder builder) {
    if (update.context().as4()) {
      return null;
    }
    Flaw flaw = path(update, builder);
    flaw = flaw != null ? flaw : aggregator(update, builder);
    builder.remove(AttributeCode.AS4_PATH).remove(AttributeCode.AS4_AGGREGATOR);
    return flaw == null ? null : BgpError.at(flaw, 0);
  }

  private static Flaw path(Update u, UpdateBuilder builder) {
    int i = u.find(AttributeCode.AS_PATH);
    if (i < 0) {
      return null;
    }
    Flaw flaw = AsPaths.check(u.buffer(), u.value(i), u.valueLength(i), 2);
    if (flaw != null) {
      return flaw;
    }
    int kept = AsPaths.hopsBeforeAs4(u);
    ByteSink out = new ByteSink(2 * u.valueLength(i));
    widen(u.buffer(), u.value(i), u.end(i), kept < 0 ? Integer.MAX_VALUE : kept, out);
    if (kept >= 0) {
      int as4 = u.find(AttributeCode.AS4_PATH);
      out.bytes(u.buffer(), u.value(as4), u.valueLength(as4));
    }
    builder.set(AttributeCode.AS_PATH, u.flags(i), out.toByteArray());
    return null;
  }

  /** Writes the first hops of a path; segments of a confederation go with what follows them. */
  private static void widen(byte[] b, int from, int to, int hops, ByteSink out) {
    int left = hops;
    for (int at = from; at < to && left > 0; at += 2 + 2 * (b[at + 1] & 0xff)) {
      int count = b[at + 1] & 0xff;
      if (b[at] == AsPaths.AS_SEQUENCE) {
        count = Math.min(count, left);
        left -= count;
      } else if (b[at] == AsPaths.AS_SET) {
        left--;
      }
      out.u8(b[at]).u8(count);
      for (int k = 0; k < count; k++) {
        out.u32(Bytes.u16(b, at + 2 + 2 * k));
      }
    }
  }

  private static Flaw aggregator(Update u, UpdateBuilder builder) {
    int i = u.find(AttributeCode.AGGREGATOR);
    if (i < 0) {
      return null;
    }
    if (u.valueLength(i) != 6) {
      return Flaw.AGGREGATOR_LENGTH;
    }
    int as4 = u.find(AttributeCode.AS4_AGGREGATOR);
    boolean told = as4 >= 0 && u.valueLength(as4) == 8 && u.u16(u.value(i)) == Open.AS_TRANS;
    byte[] value =
        told
            ? u.copyValue(as4)
            : new ByteSink(8)
                .u32(u.u16(u.value(i)))
                .bytes(u.buffer(), u.value(i) + 2, 4)
                .toByteArray();
    builder.set(AttributeCode.AGGREGATOR, u.flags(i), value);
    return null;
  }
}
