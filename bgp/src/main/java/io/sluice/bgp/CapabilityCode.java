package io.sluice.bgp;

/** Capability codes (RFC 5492 and the IANA registry) that Sluice acts upon. */
public final class CapabilityCode {
  /** RFC 4760. */
  public static final int MULTIPROTOCOL = 1;

  /** RFC 2918. */
  public static final int ROUTE_REFRESH = 2;

  /** RFC 8950. */
  public static final int EXTENDED_NEXT_HOP = 5;

  /** RFC 8654. */
  public static final int EXTENDED_MESSAGE = 6;

  /** RFC 4724. */
  public static final int GRACEFUL_RESTART = 64;

  /** RFC 6793. */
  public static final int FOUR_OCTET_AS = 65;

  /** RFC 7911. */
  public static final int ADD_PATH = 69;

  private CapabilityCode() {}
}
