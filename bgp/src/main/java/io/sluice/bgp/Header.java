package io.sluice.bgp;

import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
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
    MessageType known = MessageType.ofCode(type);
    if (known == null) {
      // RFC 4271 6.1 looks at the length first; a length below 19 is wrong whatever the type.
      return length < LENGTH || length > maxLength(type, extended)
          ? badLength(Flaw.HEADER_LENGTH, length, "message of " + length + " octets")
          : BgpError.header(Notification.BAD_TYPE, TYPE_OFFSET, "message type " + type)
              .with(new byte[] {(byte) type});
    }
    int least = minLength(type);
    int most = maxLength(type, extended);
    if (length >= least && length <= most) {
      return null;
    }
    Flaw flaw =
        switch (known) {
          case NOTIFICATION -> Flaw.NOTIFICATION_LENGTH;
          case KEEPALIVE -> Flaw.KEEPALIVE_LENGTH;
          default -> Flaw.HEADER_LENGTH;
        };
    return badLength(
        flaw, length, known + " of " + length + " octets, may have " + least + " to " + most);
  }

  /** As {@link #check(int, int, boolean)}, the marker first. */
  public static BgpError check(boolean markerOk, int length, int type, boolean extended) {
    return markerOk ? check(length, type, extended) : BgpError.at(Flaw.HEADER_MARKER, 0);
  }

  /** Checks the header of a message that lies in an array, and that it fills the range. */
  public static BgpError check(byte[] buffer, int offset, int length, boolean extended) {
    if (length < LENGTH) {
      return BgpError.at(Flaw.HEADER_TRUNCATED, Math.max(0, length));
    }
    int said = length(buffer, offset);
    BgpError error = check(markerOk(buffer, offset), said, type(buffer, offset), extended);
    return error == null && said != length
        ? badLength(Flaw.HEADER_TRUNCATED, said, length + " octets, the header says " + said)
        : error;
  }

  private static BgpError badLength(Flaw flaw, int length, String reason) {
    byte[] data = {(byte) (length >>> 8), (byte) length};
    return new BgpError(flaw, LENGTH_OFFSET, -1, data, reason);
  }

  /** Whether the sixteen octets at the offset are all 0xff. */
  public static boolean markerOk(byte[] buffer, int offset) {
    return (Bytes.i64(buffer, offset) & Bytes.i64(buffer, offset + 8)) == -1L;
  }

  /** The length field of the message at the offset. */
  public static int length(byte[] buffer, int offset) {
    return Bytes.u16(buffer, offset + LENGTH_OFFSET);
  }

  /** The type octet of the message at the offset. */
  public static int type(byte[] buffer, int offset) {
    return buffer[offset + TYPE_OFFSET] & 0xff;
  }

  /** Appends a header whose length is still to be set: {@link #finish}. */
  public static ByteSink begin(ByteSink sink, MessageType type) {
    return sink.i64(-1).i64(-1).u16(0).u8(type.code());
  }

  /** Sets the length of the only message in a sink and returns a copy of its bytes. */
  public static byte[] finish(ByteSink sink) {
    sink.setU16(LENGTH_OFFSET, sink.size());
    return sink.toByteArray();
  }
}
