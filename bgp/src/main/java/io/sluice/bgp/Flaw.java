package io.sluice.bgp;

import static io.sluice.bgp.BgpError.Treatment.ATTRIBUTE_DISCARD;
import static io.sluice.bgp.BgpError.Treatment.SESSION_RESET;
import static io.sluice.bgp.BgpError.Treatment.TREAT_AS_WITHDRAW;

import io.sluice.bgp.BgpError.Treatment;

/**
 * Everything that can be wrong with a BGP message: a closed set of stable codes, each with the
 * clause that is broken, the NOTIFICATION that a speaker of RFC 4271 would send, and how RFC 7606
 * mends it. The name of a constant is public: it stands in metrics, logs and audit records.
 */
public enum Flaw {
  // Header: RFC 4271 section 6.1
  HEADER_MARKER("RFC 4271 6.1", 1, 1, SESSION_RESET, "the marker is not all ones"),
  HEADER_LENGTH("RFC 4271 6.1", 1, 2, SESSION_RESET, "the message length is out of range"),
  HEADER_TYPE("RFC 4271 6.1", 1, 3, SESSION_RESET, "the message type is unknown"),
  HEADER_TRUNCATED("RFC 4271 6.1", 1, 2, SESSION_RESET, "fewer bytes than the length says"),

  // OPEN: RFC 4271 section 6.2, RFC 5492, RFC 9072
  OPEN_VERSION("RFC 4271 6.2", 2, 1, SESSION_RESET, "the version is not 4"),
  OPEN_PEER_AS("RFC 4271 6.2, RFC 7607", 2, 2, SESSION_RESET, "the AS number is not acceptable"),
  OPEN_IDENTIFIER("RFC 6286 2.2", 2, 3, SESSION_RESET, "the BGP identifier is 0"),
  OPEN_PARAMETER("RFC 4271 6.2", 2, 4, SESSION_RESET, "an optional parameter is unsupported"),
  OPEN_HOLD_TIME("RFC 4271 6.2", 2, 6, SESSION_RESET, "the hold time is 1 or 2 seconds"),
  OPEN_PARAMETER_LENGTH("RFC 4271 6.2", 2, 0, SESSION_RESET, "the parameters do not fill the OPEN"),
  OPEN_CAPABILITY_LENGTH("RFC 5492 4", 2, 0, SESSION_RESET, "a capability overruns its parameter"),
  OPEN_CAPABILITY_VALUE(
      "RFC 5492 5", 2, 0, SESSION_RESET, "the value of a capability is malformed"),

  // UPDATE as a whole: RFC 4271 section 6.3, RFC 7606 sections 3 to 5
  UPDATE_LENGTHS("RFC 4271 6.3", 3, 1, SESSION_RESET, "the lengths exceed the message"),
  ATTRIBUTE_OVERRUN("RFC 7606 4", 3, 1, TREAT_AS_WITHDRAW, "an attribute overruns the attributes"),
  ATTRIBUTE_DUPLICATE("RFC 7606 3(g)", 3, 1, ATTRIBUTE_DISCARD, "an attribute stands twice"),
  MP_DUPLICATE("RFC 7606 3(g)", 3, 1, SESSION_RESET, "MP_REACH_NLRI or MP_UNREACH_NLRI twice"),
  ATTRIBUTE_FLAGS(
      "RFC 7606 3(c)", 3, 4, TREAT_AS_WITHDRAW, "the attribute flags contradict the type"),
  ATTRIBUTE_FLAGS_DISCARD(
      "RFC 7606 3(c)", 3, 4, ATTRIBUTE_DISCARD, "the attribute flags contradict the type"),
  ATTRIBUTE_WELL_KNOWN_UNKNOWN(
      "RFC 4271 6.3", 3, 2, SESSION_RESET, "an unknown attribute says well-known"),
  ATTRIBUTE_MISSING("RFC 7606 3(d)", 3, 3, TREAT_AS_WITHDRAW, "a mandatory attribute is missing"),
  MP_REACH_WITHOUT_NLRI("RFC 7606 5.2", 3, 9, TREAT_AS_WITHDRAW, "attributes without any route"),

  // Attributes: RFC 7606 section 7 and the RFC of each
  ORIGIN_LENGTH("RFC 7606 7.1", 3, 5, TREAT_AS_WITHDRAW, "ORIGIN is not 1 octet long"),
  ORIGIN_VALUE("RFC 7606 7.1", 3, 6, TREAT_AS_WITHDRAW, "ORIGIN is none of 0, 1, 2"),
  AS_PATH_SEGMENT_TYPE("RFC 7606 7.2", 3, 11, TREAT_AS_WITHDRAW, "an unknown AS_PATH segment type"),
  AS_PATH_SEGMENT_EMPTY("RFC 7606 7.2", 3, 11, TREAT_AS_WITHDRAW, "an AS_PATH segment of length 0"),
  AS_PATH_SEGMENT_LENGTH("RFC 7606 7.2", 3, 11, TREAT_AS_WITHDRAW, "an AS_PATH segment is cut"),
  AS_PATH_ZERO("RFC 7607 2", 3, 11, TREAT_AS_WITHDRAW, "AS_PATH holds AS 0"),
  AS_PATH_CONFED("RFC 5065 5", 3, 11, TREAT_AS_WITHDRAW, "a confederation segment from outside"),
  AS_PATH_FIRST_AS("RFC 4271 6.3", 3, 11, TREAT_AS_WITHDRAW, "the leftmost AS is not the peer's"),
  AS4_PATH_MALFORMED("RFC 6793 6", 3, 1, ATTRIBUTE_DISCARD, "AS4_PATH is malformed"),
  AS4_AGGREGATOR_LENGTH(
      "RFC 6793 6", 3, 5, ATTRIBUTE_DISCARD, "AS4_AGGREGATOR is not 8 octets long"),
  NEXT_HOP_LENGTH("RFC 7606 7.3", 3, 5, TREAT_AS_WITHDRAW, "NEXT_HOP is not 4 octets long"),
  NEXT_HOP_VALUE("RFC 4271 6.3", 3, 8, TREAT_AS_WITHDRAW, "NEXT_HOP is no host address"),
  MED_LENGTH("RFC 7606 7.4", 3, 5, TREAT_AS_WITHDRAW, "MULTI_EXIT_DISC is not 4 octets long"),
  LOCAL_PREF_LENGTH("RFC 7606 7.5", 3, 5, TREAT_AS_WITHDRAW, "LOCAL_PREF is not 4 octets long"),
  LOCAL_PREF_EXTERNAL("RFC 7606 7.5", 3, 5, ATTRIBUTE_DISCARD, "LOCAL_PREF from an external peer"),
  ATOMIC_AGGREGATE_LENGTH("RFC 7606 7.6", 3, 5, ATTRIBUTE_DISCARD, "ATOMIC_AGGREGATE is not empty"),
  AGGREGATOR_LENGTH(
      "RFC 7606 7.7", 3, 5, ATTRIBUTE_DISCARD, "AGGREGATOR is not 6 or 8 octets long"),
  AGGREGATOR_ZERO("RFC 7607 2", 3, 5, ATTRIBUTE_DISCARD, "AGGREGATOR holds AS 0"),
  COMMUNITY_LENGTH("RFC 7606 7.8", 3, 5, TREAT_AS_WITHDRAW, "COMMUNITY is no multiple of 4 octets"),
  ORIGINATOR_ID_LENGTH(
      "RFC 7606 7.9", 3, 5, TREAT_AS_WITHDRAW, "ORIGINATOR_ID is not 4 octets long"),
  ORIGINATOR_ID_EXTERNAL(
      "RFC 7606 7.9", 3, 5, ATTRIBUTE_DISCARD, "ORIGINATOR_ID from an external peer"),
  CLUSTER_LIST_LENGTH(
      "RFC 7606 7.10", 3, 5, TREAT_AS_WITHDRAW, "CLUSTER_LIST is no multiple of 4 octets"),
  CLUSTER_LIST_EXTERNAL(
      "RFC 7606 7.10", 3, 5, ATTRIBUTE_DISCARD, "CLUSTER_LIST from an external peer"),
  EXTENDED_COMMUNITY_LENGTH(
      "RFC 7606 7.14", 3, 5, TREAT_AS_WITHDRAW, "EXTENDED COMMUNITIES is no multiple of 8 octets"),
  IPV6_EXTENDED_COMMUNITY_LENGTH(
      "RFC 7606 7.15",
      3,
      5,
      TREAT_AS_WITHDRAW,
      "IPv6 extended communities are no multiple of 20 octets"),
  LARGE_COMMUNITY_LENGTH(
      "RFC 8092 6", 3, 5, TREAT_AS_WITHDRAW, "LARGE_COMMUNITY is no multiple of 12 octets"),
  OTC_LENGTH("RFC 9234 5", 3, 5, TREAT_AS_WITHDRAW, "ONLY_TO_CUSTOMER is not 4 octets long"),
  PMSI_TUNNEL_MALFORMED(
      "RFC 7606 8, RFC 6514 5", 3, 5, TREAT_AS_WITHDRAW, "PMSI_TUNNEL is malformed"),
  TUNNEL_ENCAPSULATION_MALFORMED(
      "RFC 9012 13", 3, 5, TREAT_AS_WITHDRAW, "TUNNEL_ENCAPSULATION is malformed"),
  AIGP_MALFORMED("RFC 7311 3", 3, 5, ATTRIBUTE_DISCARD, "AIGP is malformed"),
  BGP_LS_MALFORMED(
      "RFC 9552 8.2.2", 3, 5, ATTRIBUTE_DISCARD, "BGP-LS attribute TLVs are malformed"),
  PREFIX_SID_MALFORMED("RFC 8669 6", 3, 5, ATTRIBUTE_DISCARD, "PREFIX_SID TLVs are malformed"),
  ATTR_SET_MALFORMED("RFC 6368 5", 3, 5, TREAT_AS_WITHDRAW, "ATTR_SET is malformed"),
  D_PATH_MALFORMED(
      "D-PATH (draft-ietf-bess-evpn-ipvpn-interworking) 4",
      3,
      5,
      TREAT_AS_WITHDRAW,
      "D-PATH is malformed"),
  BFD_DISCRIMINATOR_MALFORMED(
      "RFC 9026 3.1.6", 3, 5, ATTRIBUTE_DISCARD, "BFD Discriminator is malformed"),
  TRAFFIC_ENGINEERING_MALFORMED(
      "RFC 5543 3", 3, 5, ATTRIBUTE_DISCARD, "TRAFFIC_ENGINEERING is malformed"),
  PE_DISTINGUISHER_MALFORMED(
      "RFC 6514 8", 3, 5, TREAT_AS_WITHDRAW, "PE Distinguisher Labels is malformed"),

  // Routes: RFC 7606 sections 5.3 and 7.11, RFC 4760
  MP_REACH_LENGTH(
      "RFC 7606 7.11", 3, 9, SESSION_RESET, "MP_REACH_NLRI is too short for its fields"),
  MP_REACH_NEXT_HOP("RFC 7606 7.11", 3, 9, SESSION_RESET, "the next hop does not fit its family"),
  MP_UNREACH_LENGTH(
      "RFC 7606 7.12", 3, 9, SESSION_RESET, "MP_UNREACH_NLRI is shorter than 3 octets"),
  MP_REACH_NLRI("RFC 7606 5.3", 3, 9, SESSION_RESET, "the NLRI of MP_REACH_NLRI do not parse"),
  MP_UNREACH_NLRI("RFC 7606 5.3", 3, 9, SESSION_RESET, "the NLRI of MP_UNREACH_NLRI do not parse"),
  NLRI("RFC 7606 5.3", 3, 10, SESSION_RESET, "the NLRI do not parse"),
  WITHDRAWN_ROUTES("RFC 7606 5.3", 3, 10, SESSION_RESET, "the withdrawn routes do not parse"),

  // NOTIFICATION, KEEPALIVE, ROUTE-REFRESH
  NOTIFICATION_LENGTH(
      "RFC 4271 6.1", 1, 2, SESSION_RESET, "a NOTIFICATION without code and subcode"),
  KEEPALIVE_LENGTH("RFC 4271 6.1", 1, 2, SESSION_RESET, "a KEEPALIVE that is not 19 octets long"),
  ROUTE_REFRESH_LENGTH("RFC 7313 5", 7, 1, SESSION_RESET, "a ROUTE-REFRESH of the wrong length"),

  // Encoding
  TOO_LARGE(
      "RFC 4271 4.1, RFC 8654 4",
      0,
      0,
      TREAT_AS_WITHDRAW,
      "it does not fit into a message of the negotiated size");

  private final String reference;
  private final int code;
  private final int subcode;
  private final Treatment treatment;
  private final String meaning;

  Flaw(String reference, int code, int subcode, Treatment treatment, String meaning) {
    this.reference = reference;
    this.code = code;
    this.subcode = subcode;
    this.treatment = treatment;
    this.meaning = meaning;
  }

  /** RFC and section, such as {@code RFC 7606 7.1}. */
  public String reference() {
    return reference;
  }

  /** Error code of the NOTIFICATION for it; 0 when the fault is not the peer's. */
  public int code() {
    return code;
  }

  /** Error subcode of the NOTIFICATION. */
  public int subcode() {
    return subcode;
  }

  /** What RFC 7606 makes of it. */
  public Treatment treatment() {
    return treatment;
  }

  /** What is wrong, in a few words. */
  public String meaning() {
    return meaning;
  }
}
