package io.sluice.bgp.cap;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.Open;
import io.sluice.bgp.wire.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The decoded value of one capability (RFC 5492). Immutable; lists are unmodifiable. */
public sealed interface CapabilityValue {
  /** The capability code. */
  int code();

  /** Appends the value, without code and length. */
  void writeValue(ByteSink sink);

  /** The capability as it stands in an OPEN; throws when the value is longer than 255 octets. */
  default Open.Capability encode() {
    ByteSink sink = new ByteSink(32);
    writeValue(sink);
    return new Open.Capability(code(), sink.toByteArray());
  }

  /** A capability whose presence says it all, such as route refresh (RFC 2918). */
  record Flag(int code) implements CapabilityValue {
    @Override
    public void writeValue(ByteSink sink) {}
  }

  /** A capability without a decoder here: its octets. */
  record Raw(int code, byte[] value) implements CapabilityValue {
    @Override
    public void writeValue(ByteSink sink) {
      sink.bytes(value);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Raw r && code == r.code && Arrays.equals(value, r.value);
    }

    @Override
    public int hashCode() {
      return 31 * code + Arrays.hashCode(value);
    }
  }

  /** A family that the speaker wants to exchange (RFC 4760 section 8). */
  record Multiprotocol(AddressFamily family) implements CapabilityValue {
    @Override
    public int code() {
      return CapabilityCode.MULTIPROTOCOL;
    }

    @Override
    public void writeValue(ByteSink sink) {
      sink.u16(family.afi()).u8(0).u8(family.safi());
    }
  }

  /** Next hops of another family than the NLRI (RFC 8950 section 4). */
  record ExtendedNextHop(List<Entry> entries) implements CapabilityValue {
    /** NLRI of {@code afi}, {@code safi} (both 16 bits on the wire) with next hops of an AFI. */
    public record Entry(int afi, int safi, int nextHopAfi) {}

    @Override
    public int code() {
      return CapabilityCode.EXTENDED_NEXT_HOP;
    }

    @Override
    public void writeValue(ByteSink sink) {
      entries.forEach(e -> sink.u16(e.afi).u16(e.safi).u16(e.nextHopAfi));
    }
  }

  /** Four-octet AS number (RFC 6793 section 3); 0 to 4294967295. */
  record FourOctetAs(long asn) implements CapabilityValue {
    @Override
    public int code() {
      return CapabilityCode.FOUR_OCTET_AS;
    }

    @Override
    public void writeValue(ByteSink sink) {
      sink.u32(asn);
    }
  }

  /** Several paths per prefix (RFC 7911 section 4). */
  record AddPath(List<Entry> entries) implements CapabilityValue {
    /** Bit of {@link Entry#mode}: able to receive several paths. */
    public static final int RECEIVE = 1;

    /** Bit of {@link Entry#mode}: able to send several paths. */
    public static final int SEND = 2;

    /** A family and 1 receive, 2 send, 3 both; anything else is to be ignored. */
    public record Entry(AddressFamily family, int mode) {}

    @Override
    public int code() {
      return CapabilityCode.ADD_PATH;
    }

    @Override
    public void writeValue(ByteSink sink) {
      entries.forEach(e -> sink.u16(e.family.afi()).u8(e.family.safi()).u8(e.mode));
    }
  }

  /** The most paths per prefix that the speaker wants (draft-abraitis-idr-addpath-paths-limit). */
  record PathsLimit(List<Entry> entries) implements CapabilityValue {
    /** A family and its limit, 0 to 65535. */
    public record Entry(AddressFamily family, int limit) {}

    @Override
    public int code() {
      return CapabilityCode.PATHS_LIMIT;
    }

    @Override
    public void writeValue(ByteSink sink) {
      entries.forEach(e -> sink.u16(e.family.afi()).u8(e.family.safi()).u16(e.limit));
    }
  }

  /**
   * Graceful restart (RFC 4724 section 3, RFC 8538).
   *
   * @param flags the four flag bits: 8 restart state, 4 NOTIFICATION support
   * @param restartTime seconds, 0 to 4095
   */
  record GracefulRestart(int flags, int restartTime, List<Entry> entries)
      implements CapabilityValue {
    /** Bit of {@link #flags}: the speaker has restarted. */
    public static final int RESTARTED = 8;

    /** Bit of {@link #flags}: graceful restart also after a NOTIFICATION (RFC 8538). */
    public static final int NOTIFICATION = 4;

    /** A family and its flags octet; 0x80: forwarding state was preserved. */
    public record Entry(AddressFamily family, int flags) {}

    @Override
    public int code() {
      return CapabilityCode.GRACEFUL_RESTART;
    }

    @Override
    public void writeValue(ByteSink sink) {
      sink.u16(flags << 12 | restartTime);
      entries.forEach(e -> sink.u16(e.family.afi()).u8(e.family.safi()).u8(e.flags));
    }
  }

  /** Long-lived graceful restart (RFC 9494 section 3.1). */
  record LongLivedGracefulRestart(List<Entry> entries) implements CapabilityValue {
    /** A family, its flags octet and the stale time in seconds, 0 to 16777215. */
    public record Entry(AddressFamily family, int flags, int staleTime) {}

    @Override
    public int code() {
      return CapabilityCode.LONG_LIVED_GRACEFUL_RESTART;
    }

    @Override
    public void writeValue(ByteSink sink) {
      for (Entry e : entries) {
        sink.u16(e.family.afi()).u8(e.family.safi()).u8(e.flags).u24(e.staleTime);
      }
    }
  }

  /** BGP role (RFC 9234 section 4.1): 0 provider, 1 RS, 2 RS-client, 3 customer, 4 peer. */
  record Role(int role) implements CapabilityValue {
    @Override
    public int code() {
      return CapabilityCode.ROLE;
    }

    @Override
    public void writeValue(ByteSink sink) {
      sink.u8(role);
    }
  }

  /** Host and domain name, as octets (draft-walton-bgp-hostname-capability). */
  record Fqdn(byte[] host, byte[] domain) implements CapabilityValue {
    @Override
    public int code() {
      return CapabilityCode.FQDN;
    }

    @Override
    public void writeValue(ByteSink sink) {
      sink.u8(host.length).bytes(host).u8(domain.length).bytes(domain);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Fqdn f && Arrays.equals(host, f.host) && Arrays.equals(domain, f.domain);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(host) + Arrays.hashCode(domain);
    }
  }

  /** Software name and version, UTF-8 (draft-ietf-idr-bgp-software-version). */
  record SoftwareVersion(String version) implements CapabilityValue {
    @Override
    public int code() {
      return CapabilityCode.SOFTWARE_VERSION;
    }

    @Override
    public void writeValue(ByteSink sink) {
      byte[] text = version.getBytes(StandardCharsets.UTF_8);
      sink.u8(text.length).bytes(text);
    }
  }

  /** Outbound route filters (RFC 5291 section 4). */
  record OutboundRouteFiltering(List<Entry> entries) implements CapabilityValue {
    /** A filter type and 1 receive, 2 send, 3 both. */
    public record Filter(int type, int mode) {}

    /** The filters of a family. */
    public record Entry(AddressFamily family, List<Filter> filters) {}

    @Override
    public int code() {
      return CapabilityCode.OUTBOUND_ROUTE_FILTERING;
    }

    @Override
    public void writeValue(ByteSink sink) {
      for (Entry e : entries) {
        sink.u16(e.family.afi()).u8(0).u8(e.family.safi()).u8(e.filters.size());
        e.filters.forEach(f -> sink.u8(f.type).u8(f.mode));
      }
    }
  }

  /** The most labels per NLRI of a family (RFC 8277 section 2.1). */
  record MultipleLabels(List<Entry> entries) implements CapabilityValue {
    /** A family and its count, 0 to 255. */
    public record Entry(AddressFamily family, int count) {}

    @Override
    public int code() {
      return CapabilityCode.MULTIPLE_LABELS;
    }

    @Override
    public void writeValue(ByteSink sink) {
      entries.forEach(e -> sink.u16(e.family.afi()).u8(e.family.safi()).u8(e.count));
    }
  }

  /** BGPsec (RFC 8205 section 2.1): version 0 to 15, direction bit (1 = send), AFI. */
  record BgpSec(int version, boolean send, int afi) implements CapabilityValue {
    @Override
    public int code() {
      return CapabilityCode.BGPSEC;
    }

    @Override
    public void writeValue(ByteSink sink) {
      sink.u8(version << 4 | (send ? 8 : 0)).u16(afi);
    }
  }
}
