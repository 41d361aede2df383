package io.sluice.bgp;

/** Path attribute type codes and flag bits, as registered. */
public final class AttributeCode {
  /** Flag bit: the attribute is optional, not well-known. */
  public static final int OPTIONAL = 0x80;

  /** Flag bit: the attribute is transitive. */
  public static final int TRANSITIVE = 0x40;

  /** Flag bit: some speaker on the way did not know the attribute. */
  public static final int PARTIAL = 0x20;

  /** Flag bit: the length has two octets. */
  public static final int EXTENDED_LENGTH = 0x10;

  /** RFC 4271. */
  public static final int ORIGIN = 1;

  /** RFC 4271. */
  public static final int AS_PATH = 2;

  /** RFC 4271. */
  public static final int NEXT_HOP = 3;

  /** RFC 4271. */
  public static final int MULTI_EXIT_DISC = 4;

  /** RFC 4271. */
  public static final int LOCAL_PREF = 5;

  /** RFC 4271. */
  public static final int ATOMIC_AGGREGATE = 6;

  /** RFC 4271. */
  public static final int AGGREGATOR = 7;

  /** RFC 1997. */
  public static final int COMMUNITIES = 8;

  /** RFC 4456. */
  public static final int ORIGINATOR_ID = 9;

  /** RFC 4456. */
  public static final int CLUSTER_LIST = 10;

  /** RFC 4760. */
  public static final int MP_REACH_NLRI = 14;

  /** RFC 4760. */
  public static final int MP_UNREACH_NLRI = 15;

  /** RFC 4360. */
  public static final int EXTENDED_COMMUNITIES = 16;

  /** RFC 6793. */
  public static final int AS4_PATH = 17;

  /** RFC 6793. */
  public static final int AS4_AGGREGATOR = 18;

  /** RFC 6514. */
  public static final int PMSI_TUNNEL = 22;

  /** RFC 9012. */
  public static final int TUNNEL_ENCAPSULATION = 23;

  /** RFC 5543. */
  public static final int TRAFFIC_ENGINEERING = 24;

  /** RFC 5701. */
  public static final int IPV6_EXTENDED_COMMUNITIES = 25;

  /** RFC 7311. */
  public static final int AIGP = 26;

  /** RFC 6514. */
  public static final int PE_DISTINGUISHER_LABELS = 27;

  /** RFC 9552. */
  public static final int BGP_LS = 29;

  /** RFC 8092. */
  public static final int LARGE_COMMUNITY = 32;

  /** RFC 8205. */
  public static final int BGPSEC_PATH = 33;

  /** RFC 9234. */
  public static final int ONLY_TO_CUSTOMER = 35;

  /** draft-ietf-bess-evpn-ipvpn-interworking. */
  public static final int D_PATH = 36;

  /** RFC 9015. */
  public static final int SFP = 37;

  /** RFC 9026. */
  public static final int BFD_DISCRIMINATOR = 38;

  /** RFC 8669. */
  public static final int PREFIX_SID = 40;

  /** RFC 6368. */
  public static final int ATTR_SET = 128;

  private AttributeCode() {}
}
