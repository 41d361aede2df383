package io.sluice.bgp.check;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Flaw;

/** Which of the flags optional and transitive each attribute must carry (RFC 4271 4.3). */
final class AttributeFlags {
  private static final int WELL_KNOWN = AttributeCode.TRANSITIVE;
  private static final int NON_TRANSITIVE = AttributeCode.OPTIONAL;
  private static final int TRANSITIVE = AttributeCode.OPTIONAL | AttributeCode.TRANSITIVE;
  private static final int MASK = TRANSITIVE;

  private AttributeFlags() {}

  /** The two flags of a type code; -1 when it is not known. */
  private static int of(int code) {
    return switch (code) {
      case AttributeCode.ORIGIN,
          AttributeCode.AS_PATH,
          AttributeCode.NEXT_HOP,
          AttributeCode.LOCAL_PREF,
          AttributeCode.ATOMIC_AGGREGATE ->
          WELL_KNOWN;
      case AttributeCode.MULTI_EXIT_DISC,
          AttributeCode.ORIGINATOR_ID,
          AttributeCode.CLUSTER_LIST,
          AttributeCode.MP_REACH_NLRI,
          AttributeCode.MP_UNREACH_NLRI,
          AttributeCode.TRAFFIC_ENGINEERING,
          AttributeCode.AIGP,
          AttributeCode.BGP_LS,
          AttributeCode.BGPSEC_PATH ->
          NON_TRANSITIVE;
      case AttributeCode.AGGREGATOR,
          AttributeCode.COMMUNITIES,
          AttributeCode.EXTENDED_COMMUNITIES,
          AttributeCode.AS4_PATH,
          AttributeCode.AS4_AGGREGATOR,
          AttributeCode.PMSI_TUNNEL,
          AttributeCode.TUNNEL_ENCAPSULATION,
          AttributeCode.IPV6_EXTENDED_COMMUNITIES,
          AttributeCode.PE_DISTINGUISHER_LABELS,
          AttributeCode.LARGE_COMMUNITY,
          AttributeCode.ONLY_TO_CUSTOMER,
          AttributeCode.D_PATH,
          AttributeCode.SFP,
          AttributeCode.BFD_DISCRIMINATOR,
          AttributeCode.PREFIX_SID,
          AttributeCode.ATTR_SET ->
          TRANSITIVE;
      default -> -1;
    };
  }

  /** What is wrong with the flags of an attribute, or {@code null}. */
  static Flaw check(int code, int flags) {
    int wanted = of(code);
    if (wanted < 0) {
      boolean optional = (flags & AttributeCode.OPTIONAL) != 0;
      return optional ? null : Flaw.ATTRIBUTE_WELL_KNOWN_UNKNOWN;
    }
    if ((flags & MASK) == wanted) {
      return null;
    }
    // RFC 7606 3(c): as its own RFC says of an attribute that is malformed.
    return switch (code) {
      case AttributeCode.AS4_PATH,
          AttributeCode.AS4_AGGREGATOR,
          AttributeCode.AIGP,
          AttributeCode.BGP_LS,
          AttributeCode.PREFIX_SID,
          AttributeCode.BFD_DISCRIMINATOR ->
          Flaw.ATTRIBUTE_FLAGS_DISCARD;
      default -> Flaw.ATTRIBUTE_FLAGS;
    };
  }
}
