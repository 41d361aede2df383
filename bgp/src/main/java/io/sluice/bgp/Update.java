package io.sluice.bgp;

import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.update.NextHop;
import io.sluice.bgp.wire.Bytes;
import java.util.Arrays;

/**
 * A view of an UPDATE message (RFC 4271 4.3): where its fields and path attributes stand. It copies
 * nothing and may be {@linkplain #wrap wrapped} around one message after the other; not thread
 * safe. Attributes are found by code; what is in them is decoded by whoever asks.
 *
 * <p>All offsets are indexes into {@link #buffer()}. Announced routes are numbered from 0: those of
 * the body first, then those of MP_REACH_NLRI; withdrawn ones likewise, with MP_UNREACH_NLRI.
 */
public final class Update {
  /** Grows with the message that has most; one of 65535 octets has room for 21,837 of them. */
  private static final int USUAL_ATTRIBUTES = 32;

  private byte[] buffer = Bytes.NONE;
  private int offset;
  private int length;
  private DecodeContext context = DecodeContext.AS4;
  private BgpError error;
  private int withdrawnStart;
  private int withdrawnEnd;
  private int attributesStart;
  private int attributesEnd;
  private int indexedEnd;
  private int attributes;
  private int[] code = new int[USUAL_ATTRIBUTES];
  private int[] start = new int[USUAL_ATTRIBUTES];
  private int[] value = new int[USUAL_ATTRIBUTES];
  private int[] end = new int[USUAL_ATTRIBUTES];

  /** Bit n: an attribute whose code modulo 64 is n is there. */
  private long seen;

  private boolean repeats;

  /** A new view of one message; see {@link #wrap}. */
  public static Update of(byte[] buffer, int offset, int length, DecodeContext context) {
    Update update = new Update();
    update.wrap(buffer, offset, length, context);
    return update;
  }

  /** A new view of a whole array. */
  public static Update of(byte[] message, DecodeContext context) {
    return of(message, 0, message.length, context);
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
    seen = 0;
    repeats = false;
    error = null;
    int last = offset + length;
    withdrawnStart = offset + 21;
    withdrawnEnd = withdrawnStart;
    attributesStart = last;
    attributesEnd = last;
    indexedEnd = last;
    if (length < 23) {
      withdrawnStart = last;
      withdrawnEnd = last;
      return reset(19, "UPDATE of " + length + " octets");
    }
    int withdrawn = u16(offset + 19);
    if (withdrawn > length - 23) {
      return reset(19, "withdrawn routes of " + withdrawn + " octets do not fit");
    }
    withdrawnEnd = withdrawnStart + withdrawn;
    int size = u16(withdrawnEnd);
    attributesStart = withdrawnEnd + 2;
    if (size > last - attributesStart) {
      attributesStart = last;
      return reset(withdrawnEnd - offset, "path attributes of " + size + " octets do not fit");
    }
    attributesEnd = attributesStart + size;
    indexedEnd = attributesEnd;
    return index();
  }

  private boolean index() {
    byte[] b = buffer;
    int last = attributesEnd;
    int at = attributesStart;
    while (at < last) {
      if (last - at < 3) {
        return malformed(at, "path attribute cut short");
      }
      int size;
      int head;
      if ((b[at] & AttributeCode.EXTENDED_LENGTH) == 0) {
        size = b[at + 2] & 0xff;
        head = 3;
      } else if (last - at >= 4) {
        size = Bytes.u16(b, at + 2);
        head = 4;
      } else {
        return malformed(at, "path attribute cut short");
      }
      if (size > last - at - head) {
        return malformed(
            at, "path attribute " + (b[at + 1] & 0xff) + " longer than the attributes");
      }
      add(b[at + 1] & 0xff, at, at + head, at + head + size);
      at += head + size;
    }
    return true;
  }

  private void add(int type, int from, int valueFrom, int to) {
    int n = attributes;
    if (n == code.length) {
      code = Arrays.copyOf(code, 2 * n);
      start = Arrays.copyOf(start, 2 * n);
      value = Arrays.copyOf(value, 2 * n);
      end = Arrays.copyOf(end, 2 * n);
    }
    long bit = 1L << type;
    if ((seen & bit) != 0 && !repeats) {
      repeats = find(type) >= 0;
    }
    seen |= bit;
    code[n] = type;
    start[n] = from;
    value[n] = valueFrom;
    end[n] = to;
    attributes = n + 1;
  }

  private boolean reset(int at, String reason) {
    error = BgpError.at(Flaw.UPDATE_LENGTHS, at).because(reason);
    return false;
  }

  private boolean malformed(int at, String reason) {
    indexedEnd = at;
    int type = attributesEnd - at < 2 ? -1 : buffer[at + 1] & 0xff;
    error = BgpError.at(Flaw.ATTRIBUTE_OVERRUN, at - offset, type).because(reason);
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

  /** Where the attribute begins that does not fit; {@link #attributesEnd()} when all do. */
  public int indexedEnd() {
    return indexedEnd;
  }

  /** Where the announced routes of the body end. */
  public int end() {
    return offset + length;
  }

  /** How many path attributes there are, repeated ones included. */
  public int attributes() {
    return attributes;
  }

  /** Whether any attribute stands twice. */
  public boolean repeats() {
    return repeats;
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

  /** A copy of the value of the attribute at an index. */
  public byte[] copyValue(int index) {
    return Arrays.copyOfRange(buffer, value[index], end[index]);
  }

  /** The index of the first attribute with this code, or -1. */
  public int find(int attributeCode) {
    if ((seen & 1L << attributeCode) == 0) {
      return -1;
    }
    for (int i = 0; i < attributes; i++) {
      if (code[i] == attributeCode) {
        return i;
      }
    }
    return -1;
  }

  /** Whether an attribute with this code is there. */
  public boolean has(int attributeCode) {
    return find(attributeCode) >= 0;
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
    return attributesEnd < end() || hasNlri(find(AttributeCode.MP_REACH_NLRI));
  }

  /** Whether it withdraws anything. */
  public boolean withdraws() {
    return withdrawnStart < withdrawnEnd || hasNlri(find(AttributeCode.MP_UNREACH_NLRI));
  }

  private boolean hasNlri(int index) {
    return index >= 0 && nlriStart(index) >= 0 && nlriStart(index) < end[index];
  }

  /** Sets a cursor to the announced routes of all families. */
  public NlriCursor announced(NlriCursor cursor) {
    int ipv4 = AddressFamily.IPV4_UNICAST.packed();
    cursor.reset(buffer, attributesEnd, end(), ipv4, context.addPathIpv4Unicast());
    return then(cursor, find(AttributeCode.MP_REACH_NLRI));
  }

  /** Sets a cursor to the withdrawn routes of all families. */
  public NlriCursor withdrawn(NlriCursor cursor) {
    int ipv4 = AddressFamily.IPV4_UNICAST.packed();
    cursor.reset(buffer, withdrawnStart, withdrawnEnd, ipv4, context.addPathIpv4Unicast());
    return then(cursor, find(AttributeCode.MP_UNREACH_NLRI));
  }

  private NlriCursor then(NlriCursor cursor, int index) {
    return hasNlri(index)
        ? cursor.then(nlriStart(index), end[index], family(index), context.addPath(family(index)))
        : cursor;
  }

  /** ORIGIN: 0 IGP, 1 EGP, 2 incomplete, others as they are; -1 when absent or malformed. */
  public int origin() {
    int i = find(AttributeCode.ORIGIN);
    return i >= 0 && valueLength(i) == 1 ? buffer[value[i]] & 0xff : -1;
  }

  /** MULTI_EXIT_DISC, 0 to 4294967295; -1 when absent or malformed. */
  public long med() {
    return number(AttributeCode.MULTI_EXIT_DISC);
  }

  /** LOCAL_PREF, 0 to 4294967295; -1 when absent or malformed. */
  public long localPref() {
    return number(AttributeCode.LOCAL_PREF);
  }

  /** ONLY_TO_CUSTOMER, an AS number; -1 when absent or malformed. */
  public long onlyToCustomer() {
    return number(AttributeCode.ONLY_TO_CUSTOMER);
  }

  /** The first attribute with this code, if it has four octets; else -1. */
  public long number(int attributeCode) {
    int i = find(attributeCode);
    return i >= 0 && valueLength(i) == 4 ? u32(value[i]) : -1;
  }

  /**
   * Reads the next hop: of MP_REACH_NLRI if there is one, else of NEXT_HOP.
   *
   * @return whether there is one of a known form
   */
  public boolean nextHop(NextHop into) {
    int reach = find(AttributeCode.MP_REACH_NLRI);
    if (reach >= 0) {
      int size = mpNextHopLength(reach);
      return size >= 0 && into.read(buffer, mpNextHopStart(reach), size);
    }
    int i = find(AttributeCode.NEXT_HOP);
    return i >= 0 && valueLength(i) == 4 && into.read(buffer, value[i], 4);
  }

  /**
   * The AS that originated the routes: the last of the path ({@link AsPath} says which path); 0
   * when it ends in a set, is empty or malformed.
   */
  public long originAs() {
    int i = find(AttributeCode.AS_PATH);
    if (i < 0) {
      return 0;
    }
    if (AsPaths.hopsBeforeAs4(this) >= 0) {
      i = find(AttributeCode.AS4_PATH);
      return AsPaths.origin(buffer, value[i], valueLength(i), 4);
    }
    return AsPaths.origin(buffer, value[i], valueLength(i), context.as4() ? 4 : 2);
  }

  /** A copy of the whole message. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(buffer, offset, offset + length);
  }

  /** A number of two octets. */
  public int u16(int at) {
    return Bytes.u16(buffer, at);
  }

  /** A number of four octets. */
  public long u32(int at) {
    return Bytes.u32(buffer, at);
  }
}
