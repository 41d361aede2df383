package io.sluice.mrt.read;

import io.sluice.bgp.Address;
import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Header;
import io.sluice.bgp.wire.Bytes;
import io.sluice.bgp.wire.OctetTable;
import io.sluice.mrt.ArchiveReader.Kind;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import java.util.ArrayList;
import java.util.List;

/** Records of the types BGP4MP and BGP4MP_ET (RFC 6396 4.4, RFC 8050 section 3). */
final class Bgp4mp {
  static final int STATE_CHANGE = 0;
  static final int MESSAGE = 1;
  static final int MESSAGE_AS4 = 4;
  static final int STATE_CHANGE_AS4 = 5;

  /** MESSAGE_LOCAL, MESSAGE_AS4_LOCAL, then the same and the plain ones with ADD-PATH. */
  private static final int FIRST_LOCAL = 6;

  private static final int FIRST_ADD_PATH = 8;
  private static final int LAST = 11;

  private static final List<AddressFamily> ADD_PATH =
      List.of(
          AddressFamily.IPV4_UNICAST,
          AddressFamily.IPV6_UNICAST,
          new AddressFamily(AddressFamily.AFI_IPV4, AddressFamily.SAFI_MULTICAST),
          new AddressFamily(AddressFamily.AFI_IPV6, AddressFamily.SAFI_MULTICAST));

  private static final StateChange[] STATES = new StateChange[81];

  static {
    for (int i = 0; i < STATES.length; i++) {
      STATES[i] = new StateChange(i / 9, i % 9);
    }
  }

  private final BaseReader reader;
  private final Peers peers;
  private final OctetTable<PeerIdentity> cache = new OctetTable<>(Peers.OF_A_READER);
  private final DecodeContext[] contexts = new DecodeContext[LAST + 1];

  Bgp4mp(BaseReader reader, Peers peers, DecodeContext context) {
    this.reader = reader;
    this.peers = peers;
    List<AddressFamily> extended = new ArrayList<>();
    for (int family : context.extendedNextHopFamilies()) {
      extended.add(AddressFamily.ofPacked(family));
    }
    for (int subtype = 0; subtype <= LAST; subtype++) {
      List<AddressFamily> addPath = subtype >= FIRST_ADD_PATH ? ADD_PATH : List.of();
      contexts[subtype] = DecodeContext.of(as4(subtype), addPath, extended);
    }
  }

  static boolean as4(int subtype) {
    return subtype == MESSAGE_AS4
        || subtype == STATE_CHANGE_AS4
        || subtype > FIRST_LOCAL && (subtype & 1) == 1;
  }

  static boolean isState(int subtype) {
    return subtype == STATE_CHANGE || subtype == STATE_CHANGE_AS4;
  }

  private static boolean isMessage(int subtype) {
    return subtype == MESSAGE
        || subtype == MESSAGE_AS4
        || subtype >= FIRST_LOCAL && subtype <= LAST;
  }

  /** The families that the ADD-PATH subtypes hold path identifiers for. */
  static List<AddressFamily> addPathFamilies() {
    return ADD_PATH;
  }

  /**
   * Reads a record.
   *
   * @param b holds it
   * @param from where it begins behind the header, the microseconds of BGP4MP_ET left out
   * @param to where it ends
   * @param timeMicros its time
   * @return what it is; {@code null} for a subtype to pass over
   */
  Kind read(byte[] b, int from, int to, int subtype, long timeMicros) {
    boolean message = isMessage(subtype);
    if (!message && !isState(subtype)) {
      return null;
    }
    int family = from + (as4(subtype) ? 10 : 6);
    if (to < family + 2) {
      return fault(from, to, "a record of " + (to - from) + " octets has no peer");
    }
    int afi = Bytes.u16(b, family);
    if (afi != AddressFamily.AFI_IPV4 && afi != AddressFamily.AFI_IPV6) {
      return fault(from, to, "address family " + afi + ", may be 1 or 2");
    }
    int body = family + 2 + (afi == AddressFamily.AFI_IPV4 ? 8 : 32);
    if (message ? to < body + Header.LENGTH : to != body + 4) {
      return fault(from, to, message ? "the record ends before its message" : "no two states");
    }
    if (message) {
      BgpError error = check(b, body, to);
      if (error != null) {
        return reader.damaged(reader.offset, MrtHeader.LENGTH + to - from, error, error.reason());
      }
    }
    reader.peer = peer(b, from, body, family, as4(subtype));
    reader.timed = true;
    reader.timeMicros = timeMicros;
    if (!message) {
      reader.state = state(Bytes.u16(b, body), Bytes.u16(b, body + 2));
      return Kind.STATE;
    }
    reader.message.wrap(b, body, to - body);
    reader.message.describe(
        "", 0, Direction.R, 0, timeMicros, contexts[subtype], reader.peer.tags());
    return Kind.MESSAGE;
  }

  /** Only what keeps a message from being told apart: what stands in it is for others to judge. */
  static BgpError check(byte[] b, int from, int to) {
    if (!Header.markerOk(b, from)) {
      return BgpError.at(Flaw.HEADER_MARKER, 0);
    }
    int length = Header.length(b, from);
    if (length == to - from) {
      return null;
    }
    Flaw flaw = length < Header.LENGTH ? Flaw.HEADER_LENGTH : Flaw.HEADER_TRUNCATED;
    return BgpError.at(flaw, Header.LENGTH_OFFSET)
        .because("the message says " + length + " octets, the record holds " + (to - from));
  }

  private Kind fault(int from, int to, String reason) {
    return reader.damaged(reader.offset, MrtHeader.LENGTH + to - from, null, reason);
  }

  private PeerIdentity peer(byte[] b, int from, int to, int family, boolean as4) {
    PeerIdentity found = cache.find(b, from, to, as4 ? 1 : 0);
    if (found != null) {
      return found;
    }
    int width = as4 ? 4 : 2;
    int octets = (to - family - 2) / 2;
    PeerIdentity made =
        peers.of(
            address(b, family + 2, octets),
            number(b, from, width),
            address(b, family + 2 + octets, octets),
            number(b, from + width, width),
            Bytes.u16(b, family - 2));
    return cache.put(b, from, to, as4 ? 1 : 0, made);
  }

  static StateChange state(int before, int after) {
    return before < 9 && after < 9 ? STATES[9 * before + after] : new StateChange(before, after);
  }

  static long number(byte[] b, int at, int width) {
    return width == 4 ? Bytes.u32(b, at) : Bytes.u16(b, at);
  }

  /** The address of 4 or 16 octets. */
  static Address address(byte[] b, int at, int octets) {
    return octets == 4
        ? Address.ipv4(Bytes.i32(b, at))
        : new Address(true, Bytes.i64(b, at), Bytes.i64(b, at + 8));
  }
}
