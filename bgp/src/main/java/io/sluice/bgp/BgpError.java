package io.sluice.bgp;

import io.sluice.bgp.wire.Bytes;
import java.util.Arrays;
import java.util.Objects;

/**
 * What is wrong with a message: where, by which clause, and what to tell the peer. A value, not an
 * exception, so that whoever reads decides what becomes of it.
 *
 * @param flaw what is wrong, of a closed set; it tells clause, treatment and NOTIFICATION
 * @param offset octets from the start of the message to what is wrong, header included; of a value
 *     decoded alone, from its first octet
 * @param attribute type code of the path attribute or code of the capability; -1 for none
 * @param data what the NOTIFICATION that answers it carries; not copied
 * @param reason what is wrong, in words
 */
public record BgpError(Flaw flaw, int offset, int attribute, byte[] data, String reason) {

  /** The ways of RFC 7606 section 2 to handle an error, the mildest first. */
  public enum Treatment {
    /** Ignore the attribute, keep the routes. */
    ATTRIBUTE_DISCARD,
    /** Handle the announced routes as if they were withdrawn. */
    TREAT_AS_WITHDRAW,
    /** End the session with a NOTIFICATION. */
    SESSION_RESET;

    /** The harder of two, either of which may be {@code null} for "no error". */
    public static Treatment harder(Treatment a, Treatment b) {
      if (a == null) {
        return b;
      }
      return b == null || a.compareTo(b) >= 0 ? a : b;
    }
  }

  /** An error outside the attributes. */
  public static BgpError at(Flaw flaw, int offset) {
    return new BgpError(flaw, offset, -1, Bytes.NONE, flaw.meaning());
  }

  /** An error in an attribute or capability. */
  public static BgpError at(Flaw flaw, int offset, int attribute) {
    return new BgpError(flaw, offset, attribute, Bytes.NONE, flaw.meaning());
  }

  /** An error in the header (RFC 4271 6.1), by the subcode of its NOTIFICATION. */
  public static BgpError header(int subcode, int offset, String reason) {
    Flaw flaw =
        switch (subcode) {
          case Notification.NOT_SYNCHRONIZED -> Flaw.HEADER_MARKER;
          case Notification.BAD_TYPE -> Flaw.HEADER_TYPE;
          default -> Flaw.HEADER_LENGTH;
        };
    return new BgpError(flaw, offset, -1, Bytes.NONE, reason);
  }

  /** The same error with other words. */
  public BgpError because(String words) {
    return new BgpError(flaw, offset, attribute, data, words);
  }

  /** The same error with the data field of its NOTIFICATION. */
  public BgpError with(byte[] notificationData) {
    return new BgpError(flaw, offset, attribute, notificationData, reason);
  }

  /** The same error, its offset counted from another start. */
  public BgpError shifted(int by) {
    return by == 0 ? this : new BgpError(flaw, offset + by, attribute, data, reason);
  }

  /** Error code of the NOTIFICATION that answers it (RFC 4271 4.5). */
  public int code() {
    return flaw.code();
  }

  /** Error subcode of the NOTIFICATION. */
  public int subcode() {
    return flaw.subcode();
  }

  /** What RFC 7606 makes of it. */
  public Treatment treatment() {
    return flaw.treatment();
  }

  /** The clause, such as "RFC 4271 6.3". */
  public String reference() {
    return flaw.reference();
  }

  /** The NOTIFICATION that answers it, whole. */
  public byte[] notification() {
    return Notification.encode(code(), subcode(), data);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof BgpError e
        && flaw == e.flaw
        && offset == e.offset
        && attribute == e.attribute
        && Arrays.equals(data, e.data)
        && reason.equals(e.reason);
  }

  @Override
  public int hashCode() {
    return Objects.hash(flaw, offset, attribute, reason);
  }

  @Override
  public String toString() {
    return reason
        + " at offset "
        + offset
        + " ("
        + reference()
        + ", "
        + Notification.name(code(), subcode())
        + ")";
  }
}
