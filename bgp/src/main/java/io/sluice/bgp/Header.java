package io.sluice.bgp;

/** The message header and the limits on the length of a message (RFC 4271 4.1, RFC 8654). */
public final class Header {
  /** Octets of marker, length and type. */
  public static final int LENGTH = 19;

  /** Octets of the marker, all of them 0xff. */
  public static final int MARKER_LENGTH = 16;

  /** Offset of the two-octet length field. */
  public static final int LENGTH_OFFSET = 16;

  /** Offset of the type octet. */
  public static final int TYPE_OFFSET = 18;

  /** The longest message, header included, without extended messages (RFC 4271 4.1). */
  public static final int MAX_LENGTH = 4096;

  /** The longest UPDATE, NOTIFICATION or ROUTE-REFRESH once extended messages are negotiated. */
  public static final int MAX_EXTENDED_LENGTH = 65535;

  private Header() {}
}
