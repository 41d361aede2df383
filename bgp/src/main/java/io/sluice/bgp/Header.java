package io.sluice.bgp;

import java.util.Arrays;

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

  private static final byte[] KEEPALIVE = write(MessageType.KEEPALIVE, 0);

  private Header() {}

  /** A message of this type with a body of this many octets, all zero, for the caller to fill. */
  public static byte[] write(MessageType type, int bodyLength) {
    byte[] message = new byte[LENGTH + bodyLength];
    Arrays.fill(message, 0, MARKER_LENGTH, (byte) 0xff);
    message[LENGTH_OFFSET] = (byte) (message.length >>> 8);
    message[LENGTH_OFFSET + 1] = (byte) message.length;
    message[TYPE_OFFSET] = (byte) type.code();
    return message;
  }

  /** A whole KEEPALIVE message, a new copy. */
  public static byte[] keepalive() {
    return KEEPALIVE.clone();
  }

  /** The fewest octets of a message of this type code, header included (RFC 4271 6.1). */
  public static int minLength(int type) {
    return switch (type) {
      case 1 -> 29;
      case 2, 5 -> 23;
      case 3 -> 21;
      default -> LENGTH;
    };
  }

  /**
   * The most octets of a message of this type code.
   *
   * @param extended whether both ends announced extended messages; OPEN and KEEPALIVE stay short
   *     all the same (RFC 8654 section 4)
   */
  public static int maxLength(int type, boolean extended) {
    if (type == MessageType.KEEPALIVE.code()) {
      return LENGTH;
    }
    return extended && type != MessageType.OPEN.code() ? MAX_EXTENDED_LENGTH : MAX_LENGTH;
  }

  /**
   * Checks length and type of a header whose marker is right.
   *
   * @return {@code null} when they are as RFC 4271 6.1 wants them
   */
  public static BgpError check(int length, int type, boolean extended) {
    if (length < LENGTH) {
      return BgpError.header(
          Notification.BAD_LENGTH, LENGTH_OFFSET, "message length " + length + " is below 19");
    }
    if (MessageType.ofCode(type) == null) {
      return BgpError.header(Notification.BAD_TYPE, TYPE_OFFSET, "message type " + type);
    }
    if (length < minLength(type) || length > maxLength(type, extended)) {
      return BgpError.header(
          Notification.BAD_LENGTH,
          LENGTH_OFFSET,
          MessageType.ofCode(type)
              + " of "
              + length
              + " octets, may have "
              + minLength(type)
              + " to "
              + maxLength(type, extended));
    }
    return null;
  }
}
