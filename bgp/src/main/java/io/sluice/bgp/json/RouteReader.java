package io.sluice.bgp.json;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.nlri.RouteShapes;
import io.sluice.bgp.wire.ByteSink;

/** Reads routes as {@link RouteDetailJson} writes them, of a line that has no octets of theirs. */
final class RouteReader {
  private RouteReader() {}

  /** Appends an array of routes as NLRI. */
  static void array(JsonScanner in, int family, boolean withIds, ByteSink out) {
    FieldsReader fields = new FieldsReader(in);
    boolean ids = withIds && NlriCursor.walks(family);
    int end = in.position();
    fields.list(
        null,
        each -> {
          if (ids && !each.has("raw")) {
            out.u32(each.has("id") ? each.number("id", 4) : 0);
          } else if (ids && each.has("id")) {
            out.u32(each.number("id", 4));
          }
          route(in, fields, family, out);
        });
    in.position(end);
    in.skipValue();
  }

  private static void route(JsonScanner in, FieldsReader route, int family, ByteSink out) {
    if (route.has("raw")) {
      out.bytes(route.octets("raw"));
      return;
    }
    Shape shape = RouteShapes.of(family);
    int afi = family >>> 8;
    boolean ip = afi == AddressFamily.AFI_IPV4 || afi == AddressFamily.AFI_IPV6;
    if (shape != null) {
      shape.encode(route, out);
    } else if (ip && (family & 0xff) == AddressFamily.SAFI_FLOWSPEC_VPN) {
      route.enter(null);
      new FlowspecReader().vpn(in, afi == AddressFamily.AFI_IPV6, out);
    } else {
      throw route.fault(
          "routes of " + FamilyNames.family(family) + " are read from their octets alone: data");
    }
  }
}
