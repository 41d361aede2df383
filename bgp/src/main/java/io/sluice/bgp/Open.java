package io.sluice.bgp;

import io.sluice.bgp.cap.CapabilityDecoder;
import io.sluice.bgp.cap.CapabilityValue;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
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
  public record Capability(int code, byte[] value) {

    /** Checks that both fit into their octet. */
    public Capability {
      if (code < 0 || code > 255 || value.length > 255) {
        throw new IllegalArgumentException(
            "capability code " + code + " with " + value.length + " octets does not fit");
      }
    }

    /** The typed form; a code without a decoder yields its octets. */
    public Decoded<CapabilityValue> decode() {
      return CapabilityDecoder.decode(code, value);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Capability c && code == c.code && Arrays.equals(value, c.value);
    }

    @Override
    public int hashCode() {
      return 31 * code + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return code + "=0x" + Bytes.hex(value, 0, value.length);
    }
  }

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
          BgpError.at(Flaw.OPEN_VERSION, 19)
              .because("BGP version " + (message[19] & 0xff))
              .with(new byte[] {0, VERSION});
    } else {
      error = parameters(message, capabilities);
    }
    return new Open(message, List.copyOf(capabilities), error);
  }

  private static BgpError parameters(byte[] m, List<Capability> capabilities) {
    int at = 29;
    int length = m[28] & 0xff;
    if (length == 0) {
      return m.length == at ? null : badParameters(28, (m.length - at) + " octets of nothing");
    }
    boolean extended = m.length > 29 && (m[29] & 0xff) == PARAMETER_EXTENDED;
    if (extended) {
      // RFC 9072 section 2: the one-octet length no longer says anything.
      if (m.length < 32) {
        return badParameters(29, "extended optional parameters cut short");
      }
      length = Bytes.u16(m, 30);
      at = 32;
    }
    if (at + length != m.length) {
      return badParameters(
          28, "optional parameters of " + length + " octets, " + (m.length - at) + " are there");
    }
    BgpError unsupported = null;
    while (at < m.length) {
      int head = extended ? 3 : 2;
      if (m.length - at < head) {
        return badParameters(at, "optional parameter cut short");
      }
      int type = m[at] & 0xff;
      int size = extended ? Bytes.u16(m, at + 1) : m[at + 1] & 0xff;
      if (size > m.length - at - head) {
        return badParameters(at, "optional parameter " + type + " longer than the message");
      }
      if (type == PARAMETER_CAPABILITIES) {
        BgpError error = capabilities(m, at + head, at + head + size, capabilities);
        if (error != null) {
          return error;
        }
      } else if (unsupported == null) {
        unsupported =
            BgpError.at(Flaw.OPEN_PARAMETER, at).because("optional parameter of type " + type);
      }
      at += head + size;
    }
    return unsupported;
  }

  private static BgpError badParameters(int at, String reason) {
    return BgpError.at(Flaw.OPEN_PARAMETER_LENGTH, at).because(reason);
  }

  private static BgpError capabilities(byte[] m, int at, int end, List<Capability> into) {
    while (at < end) {
      if (end - at < 2 || (m[at + 1] & 0xff) > end - at - 2) {
        return BgpError.at(Flaw.OPEN_CAPABILITY_LENGTH, at, m[at] & 0xff);
      }
      int length = m[at + 1] & 0xff;
      into.add(new Capability(m[at] & 0xff, Arrays.copyOfRange(m, at + 2, at + 2 + length)));
      at += 2 + length;
    }
    return null;
  }

  /**
   * A new OPEN with one optional parameter that holds all the capabilities, in their order;
   * extended (RFC 9072) when they need more than 255 octets.
   */
  public static byte[] encode(long asn, int holdTime, int routerId, List<Capability> capabilities) {
    ByteSink caps = new ByteSink();
    capabilities.forEach(c -> caps.u8(c.code()).u8(c.value().length).bytes(c.value()));
    ByteSink m = Header.begin(new ByteSink(), MessageType.OPEN).u8(VERSION);
    m.u16(asn > 0xffff ? AS_TRANS : (int) asn).u16(holdTime).u32(routerId);
    if (caps.size() == 0) {
      m.u8(0);
    } else if (caps.size() <= 253) {
      m.u8(caps.size() + 2).u8(PARAMETER_CAPABILITIES).u8(caps.size());
    } else {
      m.u8(PARAMETER_EXTENDED).u8(PARAMETER_EXTENDED).u16(caps.size() + 3);
      m.u8(PARAMETER_CAPABILITIES).u16(caps.size());
    }
    m.bytes(caps.array(), 0, caps.size());
    if (m.size() > Header.MAX_LENGTH) {
      throw new IllegalArgumentException(caps.size() + " octets of capabilities do not fit");
    }
    return Header.finish(m);
  }

  /** The capability that four-octet AS numbers are understood, with the speaker's own. */
  public static Capability fourOctetAs(long asn) {
    return new CapabilityValue.FourOctetAs(asn).encode();
  }

  /** The capability to exchange routes of a family. */
  public static Capability multiprotocol(AddressFamily family) {
    return new CapabilityValue.Multiprotocol(family).encode();
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
    return value != null && value.length == 4 ? Bytes.u32(value, 0) : Bytes.u16(message, 20);
  }

  /** The two-octet AS field of the message. */
  public int asnField() {
    return Bytes.u16(message, 20);
  }

  /** The proposed hold time, seconds; 0 for none. */
  public int holdTime() {
    return Bytes.u16(message, 22);
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
        families.add(new AddressFamily(Bytes.u16(c.value(), 0), c.value()[3] & 0xff));
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
          modes.put(new AddressFamily(Bytes.u16(v, i), v[i + 2] & 0xff), v[i + 3] & 0xff);
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
          if (Bytes.u16(v, i + 4) == AddressFamily.AFI_IPV6) {
            families.add(new AddressFamily(Bytes.u16(v, i), v[i + 3] & 0xff));
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

  /** The well-formed capabilities of one type, in the order of the message. */
  public <T extends CapabilityValue> List<T> all(Class<T> type) {
    List<T> all = new ArrayList<>();
    for (Capability capability : capabilities) {
      Decoded<CapabilityValue> decoded = capability.decode();
      if (decoded.ok() && type.isInstance(decoded.value())) {
        all.add(type.cast(decoded.value()));
      }
    }
    return all;
  }

  /** The last well-formed capability of a type, {@code null} when there is none. */
  public <T extends CapabilityValue> T last(Class<T> type) {
    List<T> all = all(type);
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /**
   * What RFC 4271 section 6.2 (with RFC 6286, RFC 7607 and RFC 5492) refuses in it: {@link
   * #error()}, else the first value that is not acceptable, else {@code null}.
   */
  public BgpError check() {
    if (error != null) {
      return error;
    }
    if (asn() == 0) {
      return BgpError.at(Flaw.OPEN_PEER_AS, 20);
    }
    if (holdTime() == 1 || holdTime() == 2) {
      return BgpError.at(Flaw.OPEN_HOLD_TIME, 22);
    }
    if (Bytes.i32(message, 24) == 0) {
      return BgpError.at(Flaw.OPEN_IDENTIFIER, 24);
    }
    for (Capability capability : capabilities) {
      BgpError malformed = capability.decode().error();
      if (malformed != null) {
        return malformed.shifted(29);
      }
    }
    return null;
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
}
