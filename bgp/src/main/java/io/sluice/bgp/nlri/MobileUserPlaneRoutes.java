package io.sluice.bgp.nlri;

import static io.sluice.bgp.field.Shapes.address;
import static io.sluice.bgp.field.Shapes.distinguisher;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.optional;
import static io.sluice.bgp.field.Shapes.prefix;
import static io.sluice.bgp.field.Shapes.sequence;
import static io.sluice.bgp.field.Shapes.sizedAddress;

import io.sluice.bgp.field.RouteTypesShape;
import io.sluice.bgp.field.Shape;

/** Routes of the mobile user plane, 3gpp-5g, types 1 to 4 (draft-ietf-bess-mup-safi). */
final class MobileUserPlaneRoutes {
  static final Shape IPV4 = routes(false);
  static final Shape IPV6 = routes(true);

  private MobileUserPlaneRoutes() {}

  private static Shape routes(boolean ipv6) {
    RouteTypesShape types =
        new RouteTypesShape(2, 1)
            .put(1, "INTERWORK_SEGMENT", distinguisher(), prefix("prefix", ipv6))
            .put(2, "DIRECT_SEGMENT", distinguisher(), address("address"))
            .put(
                3,
                "SESSION_1",
                distinguisher(),
                prefix("prefix", ipv6),
                number("teid", 4),
                number("qfi", 1),
                sizedAddress("endpoint"),
                // Drafts before 2022 have no source.
                optional("source", sizedAddress("source")))
            .put(4, "SESSION_2", distinguisher(), new TunnelEndpointShape(ipv6));
    return sequence(new ArchitectureShape(), types);
  }
}
