package io.sluice.bgp;

/** Path attribute type codes (RFC 4271 5.1 and the IANA registry) and flag bits. */
public final class AttributeCode {
  public static final int ORIGIN = 1;
  public static final int AS_PATH = 2;
  public static final int NEXT_HOP = 3;
  public static final int MULTI_EXIT_DISC = 4;
  public static final int LOCAL_PREF = 5;
  public static final int ATOMIC_AGGREGATE = 6;
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

  /** RFC 8092. */
  public static final int LARGE_COMMUNITY = 32;

  /** RFC 9234. */
  public static final int ONLY_TO_CUSTOMER = 35;

  /** Flag bit: optional. */
  public static final int OPTIONAL = 0x80;

  /** Flag bit: transitive. */
  public static final int TRANSITIVE = 0x40;

  /** Flag bit: partial. */
  public static final int PARTIAL = 0x20;

  /** Flag bit: the length field has two octets. */
  public static final int EXTENDED_LENGTH = 0x10;

  private AttributeCode() {}
}
