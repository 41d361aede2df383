package io.sluice.bgp;

/** Capability codes as the registry of RFC 5492 assigns them. */
public final class CapabilityCode {
  /** RFC 4760. */
  public static final int MULTIPROTOCOL = 1;

  /** RFC 2918. */
  public static final int ROUTE_REFRESH = 2;

  /** RFC 5291. */
  public static final int OUTBOUND_ROUTE_FILTERING = 3;

  /** RFC 8950. */
  public static final int EXTENDED_NEXT_HOP = 5;

  /** RFC 8654. */
  public static final int EXTENDED_MESSAGE = 6;

  /** RFC 8205. */
  public static final int BGPSEC = 7;

  /** RFC 8277. */
  public static final int MULTIPLE_LABELS = 8;

  /** RFC 9234. */
  public static final int ROLE = 9;

  /** RFC 4724. */
  public static final int GRACEFUL_RESTART = 64;

  /** RFC 6793. */
  public static final int FOUR_OCTET_AS = 65;

  /** draft-ietf-idr-dynamic-cap. */
  public static final int DYNAMIC = 67;

  /** draft-ietf-idr-bgp-multisession. */
  public static final int MULTISESSION = 68;

  /** RFC 7911. */
  public static final int ADD_PATH = 69;

  /** RFC 7313. */
  public static final int ENHANCED_ROUTE_REFRESH = 70;

  /** RFC 9494. */
  public static final int LONG_LIVED_GRACEFUL_RESTART = 71;

  /** draft-ietf-idr-rpd. */
  public static final int ROUTING_POLICY_DISTRIBUTION = 72;

  /** draft-walton-bgp-hostname-capability. */
  public static final int FQDN = 73;

  /** draft-ietf-idr-bgp-bfd-strict-mode. */
  public static final int BFD_STRICT = 74;

  /** draft-ietf-idr-bgp-software-version. */
  public static final int SOFTWARE_VERSION = 75;

  /** draft-abraitis-idr-addpath-paths-limit. */
  public static final int PATHS_LIMIT = 76;

  /** Route refresh before RFC 2918, as old routers still send it. */
  public static final int PRESTANDARD_ROUTE_REFRESH = 128;

  /** Outbound route filtering before RFC 5291. */
  public static final int PRESTANDARD_ORF = 130;

  private CapabilityCode() {}
}
