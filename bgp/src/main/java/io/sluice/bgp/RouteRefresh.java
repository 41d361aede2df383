package io.sluice.bgp;

import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.util.Arrays;

/**
 * A ROUTE-REFRESH message (RFC 2918, RFC 7313, RFC 5291).
 *
 * @param family what is to be sent again
 * @param subtype 0 request, 1 begin (BoRR), 2 end (EoRR)
 * @param filters what follows the family: outbound route filters, empty for most
 */
public record RouteRefresh(AddressFamily family, int subtype, byte[] filters) {
  /** A normal request. */
  public static final int REQUEST = 0;

  /** Beginning of a route refresh. */
  public static final int BEGIN = 1;

  /** End of a route refresh. */
  public static final int END = 2;

  /** Reads a whole message. */
  public static Decoded<RouteRefresh> parse(byte[] base, int offset, int length) {
    if (length < Header.LENGTH + 4) {
      return Decoded.failed(Flaw.HEADER_TRUNCATED, length);
    }
    int body = offset + Header.LENGTH;
    int subtype = Bytes.u8(base, body + 2);
    // RFC 7313 section 5: only these two have a length of their own; the message is the data.
    if ((subtype == BEGIN || subtype == END) && length != Header.LENGTH + 4) {
      byte[] data = Arrays.copyOfRange(base, offset, offset + length);
      return Decoded.failed(
          BgpError.at(Flaw.ROUTE_REFRESH_LENGTH, Header.LENGTH_OFFSET).with(data));
    }
    return Decoded.of(
        new RouteRefresh(
            new AddressFamily(Bytes.u16(base, body), Bytes.u8(base, body + 3)),
            subtype,
            Arrays.copyOfRange(base, body + 4, offset + length)));
  }

  /** The whole message. */
  public byte[] toBytes() {
    ByteSink out = Header.begin(new ByteSink(32), MessageType.ROUTE_REFRESH);
    return Header.finish(out.u16(family.afi()).u8(subtype).u8(family.safi()).bytes(filters));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof RouteRefresh r
        && family.equals(r.family)
        && subtype == r.subtype
        && Arrays.equals(filters, r.filters);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * family.hashCode() + subtype) + Arrays.hashCode(filters);
  }
}
