package io.sluice.bgp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** NOTIFICATION messages: codes, names and bytes (RFC 4271 4.5, RFC 4486, RFC 9003). */
public final class Notification {
  public static final int HEADER_ERROR = 1;
  public static final int NOT_SYNCHRONIZED = 1;
  public static final int BAD_LENGTH = 2;
  public static final int BAD_TYPE = 3;

  public static final int OPEN_ERROR = 2;
  public static final int UNSUPPORTED_VERSION = 1;
  public static final int BAD_PEER_AS = 2;
  public static final int BAD_BGP_IDENTIFIER = 3;
  public static final int UNSUPPORTED_PARAMETER = 4;
  public static final int UNACCEPTABLE_HOLD_TIME = 6;

  public static final int UPDATE_ERROR = 3;
  public static final int MALFORMED_ATTRIBUTE_LIST = 1;
  public static final int UNRECOGNIZED_WELL_KNOWN = 2;
  public static final int MISSING_WELL_KNOWN = 3;
  public static final int ATTRIBUTE_FLAGS_ERROR = 4;
  public static final int ATTRIBUTE_LENGTH_ERROR = 5;
  public static final int INVALID_ORIGIN = 6;
  public static final int INVALID_NEXT_HOP = 8;
  public static final int OPTIONAL_ATTRIBUTE_ERROR = 9;
  public static final int INVALID_NETWORK_FIELD = 10;
  public static final int MALFORMED_AS_PATH = 11;

  public static final int HOLD_TIMER_EXPIRED = 4;
  public static final int FSM_ERROR = 5;

  public static final int CEASE = 6;
  public static final int MAXIMUM_PREFIXES = 1;
  public static final int ADMINISTRATIVE_SHUTDOWN = 2;
  public static final int PEER_DECONFIGURED = 3;
  public static final int ADMINISTRATIVE_RESET = 4;
  public static final int CONNECTION_REJECTED = 5;
  public static final int OTHER_CONFIGURATION_CHANGE = 6;
  public static final int CONNECTION_COLLISION = 7;
  public static final int OUT_OF_RESOURCES = 8;

  /** RFC 8538. */
  public static final int HARD_RESET = 9;

  /** RFC 9384. */
  public static final int BFD_DOWN = 10;

  /** RFC 7313. */
  public static final int ROUTE_REFRESH_ERROR = 7;

  /** RFC 9687. */
  public static final int SEND_HOLD_TIMER_EXPIRED = 8;

  /** The longest shutdown communication, octets of UTF-8 (RFC 9003 section 2). */
  public static final int MAX_COMMUNICATION = 255;

  private static final String[] CODES = {
    "?",
    "Message Header Error",
    "OPEN Message Error",
    "UPDATE Message Error",
    "Hold Timer Expired",
    "Finite State Machine Error",
    "Cease",
    "ROUTE-REFRESH Message Error",
    "Send Hold Timer Expired",
    "Loss of LSDB Synchronization"
  };

  private static final String[][] SUBCODES = {
    {},
    {"", "Connection Not Synchronized", "Bad Message Length", "Bad Message Type"},
    {
      "",
      "Unsupported Version Number",
      "Bad Peer AS",
      "Bad BGP Identifier",
      "Unsupported Optional Parameter",
      "Authentication Failure",
      "Unacceptable Hold Time",
      "Unsupported Capability",
      "",
      "",
      "",
      "Role Mismatch"
    },
    {
      "",
      "Malformed Attribute List",
      "Unrecognized Well-known Attribute",
      "Missing Well-known Attribute",
      "Attribute Flags Error",
      "Attribute Length Error",
      "Invalid ORIGIN Attribute",
      "AS Routing Loop",
      "Invalid NEXT_HOP Attribute",
      "Optional Attribute Error",
      "Invalid Network Field",
      "Malformed AS_PATH"
    },
    {},
    {
      "",
      "Receive Unexpected Message in OpenSent State",
      "Receive Unexpected Message in OpenConfirm State",
      "Receive Unexpected Message in Established State"
    },
    {
      "",
      "Maximum Number of Prefixes Reached",
      "Administrative Shutdown",
      "Peer De-configured",
      "Administrative Reset",
      "Connection Rejected",
      "Other Configuration Change",
      "Connection Collision Resolution",
      "Out of Resources",
      "Hard Reset",
      "BFD Down"
    },
    {"", "Invalid Message Length"},
    {}
  };

  private Notification() {}

  /** A whole NOTIFICATION message. */
  public static byte[] encode(int code, int subcode, byte... data) {
    byte[] message = Header.write(MessageType.NOTIFICATION, 2 + data.length);
    message[Header.LENGTH] = (byte) code;
    message[Header.LENGTH + 1] = (byte) subcode;
    System.arraycopy(data, 0, message, Header.LENGTH + 2, data.length);
    return message;
  }

  /**
   * A Cease with a shutdown communication, cut to what fits (RFC 9003). Only the subcodes
   * Administrative Shutdown and Administrative Reset may carry one.
   */
  public static byte[] cease(int subcode, String communication) {
    if (subcode != ADMINISTRATIVE_SHUTDOWN && subcode != ADMINISTRATIVE_RESET) {
      return encode(CEASE, subcode);
    }
    byte[] text = communication.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, MAX_COMMUNICATION);
    while (length > 0 && length < text.length && (text[length] & 0xc0) == 0x80) {
      length--;
    }
    byte[] data = new byte[1 + length];
    data[0] = (byte) length;
    System.arraycopy(text, 0, data, 1, length);
    return encode(CEASE, subcode, data);
  }

  /** The error code of a NOTIFICATION message. */
  public static int code(byte[] message) {
    return message[Header.LENGTH] & 0xff;
  }

  /** The error subcode of a NOTIFICATION message. */
  public static int subcode(byte[] message) {
    return message[Header.LENGTH + 1] & 0xff;
  }

  /** Code and subcode in words, such as "Cease/Administrative Reset". */
  public static String name(int code, int subcode) {
    String name = code > 0 && code < CODES.length ? CODES[code] : "code " + code;
    String[] subcodes = code > 0 && code < SUBCODES.length ? SUBCODES[code] : new String[0];
    String sub = subcode < subcodes.length ? subcodes[subcode] : "";
    if (sub.isEmpty()) {
      return subcode == 0 ? name : name + "/" + subcode;
    }
    return name + "/" + sub;
  }

  /** What stands behind code and subcode of a NOTIFICATION message; a copy. */
  public static byte[] data(byte[] message) {
    return Arrays.copyOfRange(message, Header.LENGTH + 2, message.length);
  }

  /**
   * The shutdown communication of a NOTIFICATION message (RFC 9003).
   *
   * @return {@code null} when it carries none: it is neither Cease/2 nor Cease/4, has no data, or
   *     its text is cut short or no UTF-8
   */
  public static String communication(byte[] message) {
    int start = Header.LENGTH + 2;
    if (message.length <= start
        || code(message) != CEASE
        || subcode(message) != ADMINISTRATIVE_SHUTDOWN && subcode(message) != ADMINISTRATIVE_RESET
        || (message[start] & 0xff) > message.length - start - 1) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(message, start + 1, message[start] & 0xff))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** What a NOTIFICATION message says, with its shutdown communication if there is one. */
  public static String describe(byte[] message) {
    if (message.length < Header.LENGTH + 2) {
      return "NOTIFICATION without a code";
    }
    int code = code(message);
    int subcode = subcode(message);
    int start = Header.LENGTH + 2;
    if (code == CEASE
        && (subcode == ADMINISTRATIVE_SHUTDOWN || subcode == ADMINISTRATIVE_RESET)
        && message.length > start + 1) {
      int length = Math.min(message[start] & 0xff, message.length - start - 1);
      return name(code, subcode)
          + ": "
          + new String(message, start + 1, length, StandardCharsets.UTF_8);
    }
    return name(code, subcode);
  }
}
