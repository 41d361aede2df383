package io.sluice.bgp;

/** The message types of BGP-4 (RFC 4271 section 4.1, RFC 2918) with their codes on the wire. */
public enum MessageType {
  OPEN(1),
  UPDATE(2),
  NOTIFICATION(3),
  KEEPALIVE(4),
  ROUTE_REFRESH(5);

  private static final MessageType[] BY_CODE = {
    null, OPEN, UPDATE, NOTIFICATION, KEEPALIVE, ROUTE_REFRESH
  };

  private final int code;

  MessageType(int code) {
    this.code = code;
  }

  /** The type octet of the message header. */
  public int code() {
    return code;
  }

  /** The type with this code, or {@code null} when no RFC assigns it. */
  public static MessageType ofCode(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }
}
