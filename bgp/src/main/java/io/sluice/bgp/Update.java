package io.sluice.bgp;

import io.sluice.bgp.BgpError.Treatment;

/**
 * A view of an UPDATE message (RFC 4271 4.3): where its fields and path attributes stand. It copies
 * nothing and may be {@linkplain #wrap wrapped} around one message after the other; not thread
 * safe. Attributes are found by code; what is in them is decoded by whoever asks.
 */
public final class Update {
  private static final int MAX_ATTRIBUTES = 256;

  private byte[] buffer;
  private int offset;
  private int length;
  private DecodeContext context;
  private BgpError error;
  private int withdrawnStart;
  private int withdrawnEnd;
  private int attributesStart;
  private int attributesEnd;
  private int attributes;
  private final int[] code = new int[MAX_ATTRIBUTES];
  private final int[] start = new int[MAX_ATTRIBUTES];
  private final int[] value = new int[MAX_ATTRIBUTES];
  private final int[] end = new int[MAX_ATTRIBUTES];

  /** A new view of one message; see {@link #wrap}. */
  public static Update of(byte[] buffer, int offset, int length, DecodeContext context) {
    Update update = new Update();
    update.wrap(buffer, offset, length, context);
    return update;
  }

  /**
   * Looks at another message.
   *
   * @param buffer holds the message; not copied
   * @param offset where its header begins
   * @param length octets of the message, header included
   * @param context how to decode it
   * @return whether its fields and attributes could be told apart; if not, {@link #error()} says
   *     why, and what comes before the fault can be read all the same
   */
  public boolean wrap(byte[] buffer, int offset, int length, DecodeContext context) {
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    this.context = context;
    attributes = 0;
    error = null;
    int last = offset + length;
    withdrawnStart = offset + 21;
    withdrawnEnd = withdrawnStart;
    attributesStart = last;
    attributesEnd = last;
    if (length < 23) {
      error = reset(19, "UPDATE of " + length + " octets");
      return false;
    }
    int withdrawn = u16(offset + 19);
    if (withdrawn > length - 23) {
      error = reset(19, "withdrawn routes of " + withdrawn + " octets do not fit");
      return false;
    }
    withdrawnEnd = withdrawnStart + withdrawn;
    int size = u16(withdrawnEnd);
    attributesStart = withdrawnEnd + 2;
    if (size > last - attributesStart) {
      error = reset(withdrawnEnd - offset, "path attributes of " + size + " octets do not fit");
      return false;
    }
    attributesEnd = attributesStart + size;
    return index();
  }

  private boolean index() {
    int at = attributesStart;
    while (at < attributesEnd) {
      if (attributesEnd - at < 3) {
        return malformed(at, "path attribute cut short");
      }
      boolean extended = (buffer[at] & AttributeCode.EXTENDED_LENGTH) != 0;
      int head = extended ? 4 : 3;
      if (attributesEnd - at < head) {
        return malformed(at, "path attribute cut short");
      }
      int size = extended ? u16(at + 2) : buffer[at + 2] & 0xff;
      if (size > attributesEnd - at - head) {
        return malformed(
            at, "path attribute " + (buffer[at + 1] & 0xff) + " longer than the attributes");
      }
      if (attributes == MAX_ATTRIBUTES) {
        return malformed(at, "more than 256 path attributes");
      }
      code[attributes] = buffer[at + 1] & 0xff;
      start[attributes] = at;
      value[attributes] = at + head;
      end[attributes] = at + head + size;
      attributes++;
      at += head + size;
    }
    return true;
  }

  private static BgpError reset(int at, String reason) {
    return BgpError.update(
        Notification.MALFORMED_ATTRIBUTE_LIST, at, Treatment.SESSION_RESET, "RFC 4271 6.3", reason);
  }

  private boolean malformed(int at, String reason) {
    error =
        BgpError.update(
            Notification.MALFORMED_ATTRIBUTE_LIST,
            at - offset,
            Treatment.TREAT_AS_WITHDRAW,
            "RFC 7606 4",
            reason);
    return false;
  }

  /** Why the message could not be taken apart, or {@code null}. */
  public BgpError error() {
    return error;
  }

  /** The array that holds the message. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where the header begins. */
  public int offset() {
    return offset;
  }

  /** Octets of the message, header included. */
  public int length() {
    return length;
  }

  /** How the message is decoded. */
  public DecodeContext context() {
    return context;
  }

  /** Where the withdrawn routes of the body begin. */
  public int withdrawnStart() {
    return withdrawnStart;
  }

  /** Where they end. */
  public int withdrawnEnd() {
    return withdrawnEnd;
  }

  /** Where the path attributes begin. */
  public int attributesStart() {
    return attributesStart;
  }

  /** Where the path attributes end and the announced routes of the body begin. */
  public int attributesEnd() {
    return attributesEnd;
  }

  /** Where the announced routes of the body end. */
  public int end() {
    return offset + length;
  }

  /** How many path attributes there are. */
  public int attributes() {
    return attributes;
  }

  /** Type code of the attribute at an index. */
  public int code(int index) {
    return code[index];
  }

  /** Flags octet of the attribute at an index. */
  public int flags(int index) {
    return buffer[start[index]] & 0xff;
  }

  /** Where the attribute at an index begins, at its flags. */
  public int start(int index) {
    return start[index];
  }

  /** Where the value of the attribute at an index begins. */
  public int value(int index) {
    return value[index];
  }

  /** Where the attribute at an index ends. */
  public int end(int index) {
    return end[index];
  }

  /** Octets of the value of the attribute at an index. */
  public int valueLength(int index) {
    return end[index] - value[index];
  }

  /** The index of the first attribute with this code, or -1. */
  public int find(int attributeCode) {
    for (int i = 0; i < attributes; i++) {
      if (code[i] == attributeCode) {
        return i;
      }
    }
    return -1;
  }

  /** The packed family of MP_REACH_NLRI or MP_UNREACH_NLRI at an index, or -1 if cut short. */
  public int family(int index) {
    return valueLength(index) < 3 ? -1 : u16(value[index]) << 8 | buffer[value[index] + 2] & 0xff;
  }

  /** Where the next hop of MP_REACH_NLRI at an index begins. */
  public int mpNextHopStart(int index) {
    return value[index] + 4;
  }

  /** Octets of the next hop of MP_REACH_NLRI at an index, or -1 if the attribute is cut short. */
  public int mpNextHopLength(int index) {
    if (valueLength(index) < 5) {
      return -1;
    }
    int size = buffer[value[index] + 3] & 0xff;
    return size + 5 > valueLength(index) ? -1 : size;
  }

  /**
   * Where the NLRI of MP_REACH_NLRI or MP_UNREACH_NLRI at an index begin; they go up to {@link
   * #end(int)}. -1 if the attribute is cut short.
   */
  public int nlriStart(int index) {
    if (code[index] == AttributeCode.MP_UNREACH_NLRI) {
      return valueLength(index) < 3 ? -1 : value[index] + 3;
    }
    int nextHop = mpNextHopLength(index);
    return nextHop < 0 ? -1 : value[index] + 5 + nextHop;
  }

  /**
   * Whether it is an End-of-RIB marker (RFC 4724 section 2).
   *
   * @return the packed family, or -1
   */
  public int endOfRib() {
    if (error != null) {
      return -1;
    }
    if (length == 23) {
      return AddressFamily.IPV4_UNICAST.packed();
    }
    boolean alone =
        attributes == 1
            && code[0] == AttributeCode.MP_UNREACH_NLRI
            && withdrawnStart == withdrawnEnd
            && attributesEnd == end()
            && valueLength(0) == 3;
    return alone ? family(0) : -1;
  }

  /** Whether it announces anything. */
  public boolean announces() {
    int reach = find(AttributeCode.MP_REACH_NLRI);
    return attributesEnd < end()
        || reach >= 0 && nlriStart(reach) >= 0 && nlriStart(reach) < end[reach];
  }

  /** A number of two octets. */
  public int u16(int at) {
    return (buffer[at] & 0xff) << 8 | buffer[at + 1] & 0xff;
  }

  /** A number of four octets. */
  public long u32(int at) {
    return (long) u16(at) << 16 | u16(at + 2);
  }
}
