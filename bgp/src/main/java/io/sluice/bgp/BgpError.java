package io.sluice.bgp;

/**
 * What is wrong with a message: where, by which clause, and what to tell the peer. A value, not an
 * exception, so that whoever reads decides what becomes of it.
 *
 * @param code error code of the NOTIFICATION that answers it (RFC 4271 4.5)
 * @param subcode error subcode
 * @param offset octets from the start of the message to what is wrong, header included
 * @param treatment what RFC 7606 makes of it
 * @param reference the clause, such as "RFC 4271 6.3"
 * @param reason what is wrong, in words
 */
public record BgpError(
    int code, int subcode, int offset, Treatment treatment, String reference, String reason) {

  /** The ways of RFC 7606 section 2 to handle an error, the mildest first. */
  public enum Treatment {
    /** Ignore the attribute, keep the routes. */
    ATTRIBUTE_DISCARD,
    /** Handle the announced routes as if they were withdrawn. */
    TREAT_AS_WITHDRAW,
    /** End the session with a NOTIFICATION. */
    SESSION_RESET
  }

  /** An error in the header (RFC 4271 6.1). */
  public static BgpError header(int subcode, int offset, String reason) {
    return new BgpError(
        Notification.HEADER_ERROR,
        subcode,
        offset,
        Treatment.SESSION_RESET,
        "RFC 4271 6.1",
        reason);
  }

  /** An error in an OPEN (RFC 4271 6.2). */
  public static BgpError open(int subcode, int offset, String reason) {
    return new BgpError(
        Notification.OPEN_ERROR, subcode, offset, Treatment.SESSION_RESET, "RFC 4271 6.2", reason);
  }

  /** An error in an UPDATE (RFC 4271 6.3), treated as RFC 7606 says. */
  public static BgpError update(
      int subcode, int offset, Treatment treatment, String reference, String reason) {
    return new BgpError(Notification.UPDATE_ERROR, subcode, offset, treatment, reference, reason);
  }

  @Override
  public String toString() {
    return reason
        + " at offset "
        + offset
        + " ("
        + reference
        + ", "
        + Notification.name(code, subcode)
        + ")";
  }
}
