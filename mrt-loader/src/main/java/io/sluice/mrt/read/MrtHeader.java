package io.sluice.mrt.read;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.Header;
import io.sluice.bgp.wire.Bytes;

/** The common header of MRT records (RFC 6396 section 2), and what tells one from noise. */
final class MrtHeader {
  /** Octets of the header: time, type, subtype, length. */
  static final int LENGTH = 12;

  static final int BGP = 5;
  static final int BGP4PLUS = 9;
  static final int BGP4PLUS_01 = 10;
  static final int TABLE_DUMP = 12;
  static final int TABLE_DUMP_V2 = 13;
  static final int BGP4MP = 16;
  static final int BGP4MP_ET = 17;

  private MrtHeader() {}

  /** Octets of the record behind the header, 0 to 4294967295. */
  static long length(byte[] b, int at) {
    return Bytes.u32(b, at + 8);
  }

  static int type(byte[] b, int at) {
    return Bytes.u16(b, at + 4);
  }

  static int subtype(byte[] b, int at) {
    return Bytes.u16(b, at + 6);
  }

  /** Whether type and length are those of a record; all that is looked at while all goes well. */
  static boolean possible(byte[] b, int at, int maxRecord) {
    int type = type(b, at);
    if (type == 0 && Bytes.u32(b, at) == 0) {
      // A hole in a file reads as zeros. The deprecated type 0 had a time.
      return false;
    }
    return length(b, at) <= maxRecord && (type <= BGP4MP_ET || type <= 64 && (type & 15) <= 1);
  }

  /**
   * Whether a record seems to begin here, for one who has lost the thread: stricter than {@link
   * #possible}. Of the record itself only what lies below the limit is looked at.
   */
  static boolean plausible(byte[] b, int at, int limit, int maxRecord) {
    return plausible(b, at, limit, maxRecord, true);
  }

  /**
   * The same, whatever a BGP message in it says of its own length. Collectors have cut messages
   * that were longer than their buffers, in records that are whole.
   */
  static boolean begins(byte[] b, int at, int limit, int maxRecord) {
    return plausible(b, at, limit, maxRecord, false);
  }

  private static boolean plausible(byte[] b, int at, int limit, int maxRecord, boolean exact) {
    if (!possible(b, at, maxRecord)) {
      return false;
    }
    int length = (int) length(b, at);
    int body = at + LENGTH;
    int subtype = subtype(b, at);
    return switch (type(b, at)) {
      case BGP4MP -> bgp4mp(b, body, limit, length, subtype, exact);
      case BGP4MP_ET -> length >= 4 && bgp4mp(b, body + 4, limit, length - 4, subtype, exact);
      case TABLE_DUMP -> subtype >= 1 && subtype <= 2 && length >= 22;
      case TABLE_DUMP_V2 -> subtype >= 1 && subtype <= 12 && length >= 8;
      case BGP, BGP4PLUS, BGP4PLUS_01 ->
          subtype <= 7 && length >= 10 && length <= Header.MAX_LENGTH + 36;
      default -> type(b, at) > BGP4PLUS_01 && subtype <= 16 && length > 0;
    };
  }

  private static boolean bgp4mp(
      byte[] b, int body, int limit, int length, int subtype, boolean exact) {
    int width = Bgp4mp.as4(subtype) ? 4 : 2;
    int fixed = 2 * width + 4;
    if (subtype > 11 || length < fixed + 8 || body + fixed > limit) {
      return false;
    }
    int afi = Bytes.u16(b, body + fixed - 2);
    if (afi != AddressFamily.AFI_IPV4 && afi != AddressFamily.AFI_IPV6) {
      return false;
    }
    int message = fixed + (afi == AddressFamily.AFI_IPV4 ? 8 : 32);
    if (Bgp4mp.isState(subtype)) {
      return length == message + 4;
    }
    return length >= message + Header.LENGTH
        && body + message + Header.LENGTH <= limit
        && Header.markerOk(b, body + message)
        && (!exact || Header.length(b, body + message) == length - message);
  }
}
