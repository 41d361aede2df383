package io.sluice.bgp.check;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Update;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.wire.Bytes;

/** What is wrong with the value of an attribute that holds no routes (RFC 7606 section 7). */
final class AttributeValues {
  private AttributeValues() {}

  /** The flaw of the attribute at an index, or {@code null}. */
  static Flaw check(Update u, int i, PeerRules peer) {
    byte[] b = u.buffer();
    int at = u.value(i);
    int length = u.valueLength(i);
    boolean as4 = u.context().as4();
    return switch (u.code(i)) {
      case AttributeCode.ORIGIN ->
          length != 1 ? Flaw.ORIGIN_LENGTH : (b[at] & 0xff) > 2 ? Flaw.ORIGIN_VALUE : null;
      case AttributeCode.AS_PATH -> AsPathRules.check(b, at, length, as4 ? 4 : 2, peer);
      case AttributeCode.NEXT_HOP -> nextHop(u, b, at, length);
      case AttributeCode.MULTI_EXIT_DISC -> exactly(4, length, Flaw.MED_LENGTH);
      case AttributeCode.LOCAL_PREF ->
          peer.external() ? Flaw.LOCAL_PREF_EXTERNAL : exactly(4, length, Flaw.LOCAL_PREF_LENGTH);
      case AttributeCode.ATOMIC_AGGREGATE -> exactly(0, length, Flaw.ATOMIC_AGGREGATE_LENGTH);
      case AttributeCode.AGGREGATOR -> aggregator(b, at, length, as4);
      case AttributeCode.COMMUNITIES -> multiple(4, length, Flaw.COMMUNITY_LENGTH);
      case AttributeCode.ORIGINATOR_ID ->
          peer.external()
              ? Flaw.ORIGINATOR_ID_EXTERNAL
              : exactly(4, length, Flaw.ORIGINATOR_ID_LENGTH);
      case AttributeCode.CLUSTER_LIST ->
          peer.external()
              ? Flaw.CLUSTER_LIST_EXTERNAL
              : multiple(4, length, Flaw.CLUSTER_LIST_LENGTH);
      case AttributeCode.EXTENDED_COMMUNITIES ->
          multiple(8, length, Flaw.EXTENDED_COMMUNITY_LENGTH);
      case AttributeCode.IPV6_EXTENDED_COMMUNITIES ->
          multiple(20, length, Flaw.IPV6_EXTENDED_COMMUNITY_LENGTH);
      case AttributeCode.LARGE_COMMUNITY -> multiple(12, length, Flaw.LARGE_COMMUNITY_LENGTH);
      case AttributeCode.AS4_PATH ->
          AsPaths.check(b, at, length, 4) == null ? null : Flaw.AS4_PATH_MALFORMED;
      case AttributeCode.AS4_AGGREGATOR -> exactly(8, length, Flaw.AS4_AGGREGATOR_LENGTH);
      case AttributeCode.ONLY_TO_CUSTOMER -> exactly(4, length, Flaw.OTC_LENGTH);
      default -> StructuredValues.check(u, i);
    };
  }

  private static Flaw exactly(int wanted, int length, Flaw flaw) {
    return length == wanted ? null : flaw;
  }

  /** RFC 7606 wants of lists that they are not empty, too. */
  private static Flaw multiple(int of, int length, Flaw flaw) {
    return length > 0 && length % of == 0 ? null : flaw;
  }

  private static Flaw nextHop(Update u, byte[] b, int at, int length) {
    if (length != 4) {
      return Flaw.NEXT_HOP_LENGTH;
    }
    if (u.attributesEnd() == u.end()) {
      // RFC 4760 section 3: beside MP_REACH_NLRI alone nobody looks at it.
      return null;
    }
    int first = b[at] & 0xff;
    boolean host = Bytes.i32(b, at) != 0 && first != 127 && first < 224;
    return host ? null : Flaw.NEXT_HOP_VALUE;
  }

  private static Flaw aggregator(byte[] b, int at, int length, boolean as4) {
    if (length != (as4 ? 8 : 6)) {
      return Flaw.AGGREGATOR_LENGTH;
    }
    boolean zero = as4 ? Bytes.u32(b, at) == 0 : Bytes.u16(b, at) == 0;
    return zero ? Flaw.AGGREGATOR_ZERO : null;
  }
}
