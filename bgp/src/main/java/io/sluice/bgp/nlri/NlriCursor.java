package io.sluice.bgp.nlri;

import static io.sluice.bgp.AddressFamily.AFI_BGP_LS;
import static io.sluice.bgp.AddressFamily.AFI_IPV4;
import static io.sluice.bgp.AddressFamily.AFI_IPV6;
import static io.sluice.bgp.AddressFamily.AFI_L2VPN;

import io.sluice.bgp.wire.Bytes;

/**
 * Walks NLRI of any family as entries of bytes, without looking into them. Of a family whose
 * framing is unknown the whole field is one entry, and {@link #opaque} says so. Reusable and
 * mutable; a walk covers up to two ranges, the body of an UPDATE and its multiprotocol attribute.
 */
public final class NlriCursor {
  private byte[] base = Bytes.NONE;
  private int at;
  private int end;
  private int family;
  private boolean addPath;
  private Framing framing = Framing.OPAQUE;
  private int laterAt;
  private int laterEnd;
  private int laterFamily;
  private boolean laterAddPath;
  private int index = -1;
  private int entryOffset;
  private boolean malformed;
  private boolean first;

  /** How the entries of a family tell their length. */
  private enum Framing {
    /** One octet: bits that follow. */
    BITS,
    /** Type octet, length octet. */
    TYPE_LENGTH,
    /** Two octets: octets that follow (RFC 4761). */
    LENGTH16,
    /** Two octets of type, two of length (RFC 9552). */
    TYPE16_LENGTH16,
    /** Architecture octet, two octets of type, length octet (draft-ietf-bess-mup-safi). */
    MUP,
    /** One octet below 240, else twelve bits (RFC 8955 section 4.1). */
    FLOWSPEC,
    /** Unknown. */
    OPAQUE
  }

  private static Framing framing(int packedFamily) {
    int afi = packedFamily >>> 8;
    int safi = packedFamily & 0xff;
    boolean ip = afi == AFI_IPV4 || afi == AFI_IPV6;
    return switch (safi) {
      case 1, 2, 4, 73, 128, 129 -> ip ? Framing.BITS : Framing.OPAQUE;
      case 66, 132 -> afi == AFI_IPV4 ? Framing.BITS : Framing.OPAQUE;
      case 5 -> ip ? Framing.TYPE_LENGTH : Framing.OPAQUE;
      case 8, 70 -> afi == AFI_L2VPN ? Framing.TYPE_LENGTH : Framing.OPAQUE;
      case 65 -> afi == AFI_L2VPN ? Framing.LENGTH16 : Framing.OPAQUE;
      case 71, 72 -> afi == AFI_BGP_LS ? Framing.TYPE16_LENGTH16 : Framing.OPAQUE;
      case 85 -> ip ? Framing.MUP : Framing.OPAQUE;
      case 133 -> ip ? Framing.FLOWSPEC : Framing.OPAQUE;
      case 134 -> ip || afi == AFI_L2VPN ? Framing.FLOWSPEC : Framing.OPAQUE;
      default -> Framing.OPAQUE;
    };
  }

  /** Whether entries of this family can be told apart. */
  public static boolean walks(int packedFamily) {
    return framing(packedFamily) != Framing.OPAQUE;
  }

  /** Starts over on one range. */
  public NlriCursor reset(byte[] bytes, int from, int to, int packedFamily, boolean withPathIds) {
    base = bytes;
    at = from;
    end = to;
    family = packedFamily;
    addPath = withPathIds;
    framing = framing(packedFamily);
    laterAt = 0;
    laterEnd = 0;
    index = -1;
    malformed = false;
    first = true;
    return this;
  }

  /** Appends a second range of the same array to a walk that has not begun. */
  public NlriCursor then(int from, int to, int packedFamily, boolean withPathIds) {
    laterAt = from;
    laterEnd = to;
    laterFamily = packedFamily;
    laterAddPath = withPathIds;
    return this;
  }

  /** Goes to the next entry; {@code false} at the end or where the bytes are malformed. */
  public boolean next() {
    if (at >= end) {
      if (malformed || laterAt >= laterEnd) {
        return false;
      }
      at = laterAt;
      end = laterEnd;
      family = laterFamily;
      addPath = laterAddPath;
      framing = framing(family);
      laterAt = laterEnd;
      first = false;
    }
    entryOffset = at;
    int p = at + (addPath && framing != Framing.OPAQUE ? 4 : 0);
    long size = size(p);
    if (size < 0 || size > end - p) {
      malformed = true;
      at = end;
      return false;
    }
    at = p + (int) size;
    index++;
    return true;
  }

  /** Octets of the entry at p, its own length field included; -1 when even that is cut. */
  private int size(int p) {
    int left = end - p;
    switch (framing) {
      case BITS:
        return left < 1 || Bytes.u8(base, p) > mostBits() ? -1 : 1 + (Bytes.u8(base, p) + 7 >> 3);
      case TYPE_LENGTH:
        return left < 2 ? -1 : 2 + Bytes.u8(base, p + 1);
      case LENGTH16:
        return left < 2 ? -1 : 2 + Bytes.u16(base, p);
      case TYPE16_LENGTH16:
        return left < 4 ? -1 : 4 + Bytes.u16(base, p + 2);
      case MUP:
        return left < 4 ? -1 : 4 + Bytes.u8(base, p + 3);
      case FLOWSPEC:
        if (left < 1 || left < 2 && Bytes.u8(base, p) >= 0xf0) {
          return -1;
        }
        return Bytes.u8(base, p) < 0xf0 ? 1 + Bytes.u8(base, p) : 2 + (Bytes.u16(base, p) & 0xfff);
      default:
        return left;
    }
  }

  /** How long a prefix can be; of families with more than an address in it, anything goes. */
  private int mostBits() {
    return switch (family) {
      case 0x0101, 0x0102 -> 32;
      case 0x0201, 0x0202 -> 128;
      default -> 255;
    };
  }

  /** Whether the walk ended early because an entry overruns its field. */
  public boolean malformed() {
    return malformed;
  }

  /** Whether the entry is a whole field that could not be taken apart. */
  public boolean opaque() {
    return framing == Framing.OPAQUE;
  }

  /** Number of the entry in this walk, from 0, over both ranges. */
  public int index() {
    return index;
  }

  /** Whether the entry lies in the first range of the walk: in the body of an UPDATE. */
  public boolean inFirstRange() {
    return first;
  }

  /** Packed family of the entry. */
  public int family() {
    return family;
  }

  /** Whether a path identifier stands before the entry (RFC 7911). */
  public boolean hasPathId() {
    return addPath && framing != Framing.OPAQUE;
  }

  /** The path identifier; meaningless without {@link #hasPathId}. */
  public long pathId() {
    return Bytes.u32(base, entryOffset);
  }

  /** Offset in the array where the entry begins, path identifier included. */
  public int entryOffset() {
    return entryOffset;
  }

  /** Octets of the entry, path identifier included. */
  public int entryLength() {
    return at - entryOffset;
  }
}
