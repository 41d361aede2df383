package io.sluice.bgp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An OPEN message (RFC 4271 4.2, RFC 5492, RFC 9072), decoded; it keeps its bytes. */
public final class Open {
  /** The AS number that stands in the two-octet field when the real one does not fit. */
  public static final int AS_TRANS = 23456;

  private static final int VERSION = 4;
  private static final int PARAMETER_CAPABILITIES = 2;
  private static final int PARAMETER_EXTENDED = 255;

  private final byte[] message;
  private final List<Capability> capabilities;
  private final BgpError error;

  /**
   * One capability as it stands in the OPEN.
   *
   * @param code capability code
   * @param value its value, without code and length
   */
  public record Capability(int code, byte[] value) {}

  private Open(byte[] message, List<Capability> capabilities, BgpError error) {
    this.message = message;
    this.capabilities = capabilities;
    this.error = error;
  }

  /**
   * Decodes a whole OPEN message.
   *
   * @param message the message, header included; kept, not copied
   * @return always an OPEN; {@link #error()} tells what is wrong with it
   * @throws IllegalArgumentException if it is shorter than an OPEN can be
   */
  public static Open parse(byte[] message) {
    if (message.length < Header.minLength(MessageType.OPEN.code())) {
      throw new IllegalArgumentException("an OPEN has at least 29 octets, not " + message.length);
    }
    List<Capability> capabilities = new ArrayList<>();
    BgpError error = null;
    if (message[19] != VERSION) {
      error =
          BgpError.open(
              Notification.UNSUPPORTED_VERSION, 19, "BGP version " + (message[19] & 0xff));
    } else {
      error = parameters(message, capabilities);
    }
    return new Open(message, List.copyOf(capabilities), error);
  }

  private static BgpError parameters(byte[] m, List<Capability> capabilities) {
    int at = 29;
    int length = m[28] & 0xff;
    if (length == 0) {
      return null;
    }
    boolean extended = m.length > 29 && (m[29] & 0xff) == PARAMETER_EXTENDED;
    if (extended) {
      if (m.length < 32) {
        return BgpError.open(0, 29, "extended optional parameters cut short");
      }
      length = u16(m, 30);
      at = 32;
    }
    if (at + length != m.length) {
      return BgpError.open(
          0, 28, "optional parameters of " + length + " octets, " + (m.length - at) + " are there");
    }
    while (at < m.length) {
      int head = extended ? 3 : 2;
      if (m.length - at < head) {
        return BgpError.open(0, at, "optional parameter cut short");
      }
      int type = m[at] & 0xff;
      int size = extended ? u16(m, at + 1) : m[at + 1] & 0xff;
      if (size > m.length - at - head) {
        return BgpError.open(0, at, "optional parameter " + type + " longer than the message");
      }
      if (type != PARAMETER_CAPABILITIES) {
        return BgpError.open(
            Notification.UNSUPPORTED_PARAMETER, at, "optional parameter of type " + type);
      }
      BgpError error = capabilities(m, at + head, at + head + size, capabilities);
      if (error != null) {
        return error;
      }
      at += head + size;
    }
    return null;
  }

  private static BgpError capabilities(byte[] m, int at, int end, List<Capability> into) {
    while (at < end) {
      if (end - at < 2 || (m[at + 1] & 0xff) > end - at - 2) {
        return BgpError.open(0, at, "capability cut short");
      }
      int length = m[at + 1] & 0xff;
      byte[] value = new byte[length];
      System.arraycopy(m, at + 2, value, 0, length);
      into.add(new Capability(m[at] & 0xff, value));
      at += 2 + length;
    }
    return null;
  }

  /** A new OPEN with one optional parameter that holds all the capabilities. */
  public static byte[] encode(long asn, int holdTime, int routerId, List<Capability> capabilities) {
    ByteArrayOutputStream caps = new ByteArrayOutputStream();
    for (Capability c : capabilities) {
      caps.write(c.code());
      caps.write(c.value().length);
      caps.writeBytes(c.value());
    }
    if (caps.size() > 253) {
      throw new IllegalArgumentException(caps.size() + " octets of capabilities do not fit");
    }
    int length = caps.size() == 0 ? 0 : caps.size() + 2;
    byte[] m = Header.write(MessageType.OPEN, 10 + length);
    m[19] = VERSION;
    int field = asn > 0xffff ? AS_TRANS : (int) asn;
    m[20] = (byte) (field >>> 8);
    m[21] = (byte) field;
    m[22] = (byte) (holdTime >>> 8);
    m[23] = (byte) holdTime;
    put32(m, 24, routerId);
    m[28] = (byte) length;
    if (length > 0) {
      m[29] = PARAMETER_CAPABILITIES;
      m[30] = (byte) caps.size();
      System.arraycopy(caps.toByteArray(), 0, m, 31, caps.size());
    }
    return m;
  }

  /** The capability that four-octet AS numbers are understood, with the speaker's own. */
  public static Capability fourOctetAs(long asn) {
    byte[] value = new byte[4];
    put32(value, 0, (int) asn);
    return new Capability(CapabilityCode.FOUR_OCTET_AS, value);
  }

  /** The capability to exchange routes of a family. */
  public static Capability multiprotocol(AddressFamily family) {
    return new Capability(
        CapabilityCode.MULTIPROTOCOL,
        new byte[] {(byte) (family.afi() >>> 8), (byte) family.afi(), 0, (byte) family.safi()});
  }

  /** What is wrong with it, or {@code null}. */
  public BgpError error() {
    return error;
  }

  /** The whole message. */
  public byte[] bytes() {
    return message;
  }

  /** The AS number: of the four-octet capability when there is one, else of the header. */
  public long asn() {
    byte[] value = last(CapabilityCode.FOUR_OCTET_AS);
    return value != null && value.length == 4 ? u32(value, 0) : u16(message, 20);
  }

  /** The two-octet AS field of the message. */
  public int asnField() {
    return u16(message, 20);
  }

  /** The proposed hold time, seconds; 0 for none. */
  public int holdTime() {
    return u16(message, 22);
  }

  /** The BGP identifier, dotted. */
  public String routerId() {
    return (message[24] & 0xff)
        + "."
        + (message[25] & 0xff)
        + "."
        + (message[26] & 0xff)
        + "."
        + (message[27] & 0xff);
  }

  /** All capabilities, in their order. */
  public List<Capability> capabilities() {
    return capabilities;
  }

  /** Whether a capability is there. */
  public boolean has(int code) {
    return last(code) != null;
  }

  /** The codes of its capabilities, ascending, each once. */
  public Collection<Integer> capabilityCodes() {
    Set<Integer> codes = new TreeSet<>();
    for (Capability c : capabilities) {
      codes.add(c.code());
    }
    return codes;
  }

  /** The families of its multiprotocol capabilities; IPv4 unicast alone when it has none. */
  public Set<AddressFamily> families() {
    Set<AddressFamily> families = new TreeSet<>();
    for (Capability c : capabilities) {
      if (c.code() == CapabilityCode.MULTIPROTOCOL && c.value().length == 4) {
        families.add(new AddressFamily(u16(c.value(), 0), c.value()[3] & 0xff));
      }
    }
    return families.isEmpty() ? Set.of(AddressFamily.IPV4_UNICAST) : families;
  }

  /** By family, what it says of ADD-PATH: bit 1 to receive, bit 2 to send (RFC 7911 section 4). */
  public TreeMap<AddressFamily, Integer> addPath() {
    TreeMap<AddressFamily, Integer> modes = new TreeMap<>();
    for (Capability c : capabilities) {
      if (c.code() == CapabilityCode.ADD_PATH) {
        byte[] v = c.value();
        for (int i = 0; i + 4 <= v.length; i += 4) {
          modes.put(new AddressFamily(u16(v, i), v[i + 2] & 0xff), v[i + 3] & 0xff);
        }
      }
    }
    return modes;
  }

  /** The families for which it takes an IPv6 next hop (RFC 8950 section 4). */
  public Set<AddressFamily> extendedNextHop() {
    Set<AddressFamily> families = new TreeSet<>();
    for (Capability c : capabilities) {
      if (c.code() == CapabilityCode.EXTENDED_NEXT_HOP) {
        byte[] v = c.value();
        for (int i = 0; i + 6 <= v.length; i += 6) {
          if (u16(v, i + 4) == AddressFamily.AFI_IPV6) {
            families.add(new AddressFamily(u16(v, i), v[i + 3] & 0xff));
          }
        }
      }
    }
    return families;
  }

  /** Whether it preserves routes of some family over a restart of its own (RFC 4724 section 3). */
  public boolean restartsGracefully() {
    byte[] value = last(CapabilityCode.GRACEFUL_RESTART);
    return value != null && value.length >= 6;
  }

  private byte[] last(int code) {
    byte[] value = null;
    for (Capability c : capabilities) {
      if (c.code() == code) {
        value = c.value();
      }
    }
    return value;
  }

  private static int u16(byte[] b, int at) {
    return (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
  }

  private static long u32(byte[] b, int at) {
    return (long) u16(b, at) << 16 | u16(b, at + 2);
  }

  private static void put32(byte[] b, int at, int value) {
    b[at] = (byte) (value >>> 24);
    b[at + 1] = (byte) (value >>> 16);
    b[at + 2] = (byte) (value >>> 8);
    b[at + 3] = (byte) value;
  }
}
