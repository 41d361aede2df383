package io.sluice.bgp.attr;

import static io.sluice.bgp.field.Shapes.address;
import static io.sluice.bgp.field.Shapes.counted;
import static io.sluice.bgp.field.Shapes.flags;
import static io.sluice.bgp.field.Shapes.ipv4;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.object;
import static io.sluice.bgp.field.Shapes.reserved;
import static io.sluice.bgp.field.Shapes.rest;
import static io.sluice.bgp.field.Shapes.sequence;
import static io.sluice.bgp.field.Shapes.word;

import io.sluice.bgp.field.FieldSink;
import io.sluice.bgp.field.FieldSource;
import io.sluice.bgp.field.Octets;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.wire.ByteSink;
import java.util.List;

/**
 * The PMSI tunnel attribute (RFC 6514 section 5): flags, type, the 24 bits of the label field
 * whole, and the tunnel, by its type.
 */
final class PmsiTunnelShape implements Shape {
  private static final String TYPE = "type";
  private static final String TUNNEL = "tunnel";
  private static final List<String> NAMES =
      List.of(
          "NONE",
          "RSVP_TE_P2MP",
          "MLDP_P2MP",
          "PIM_SSM",
          "PIM_SM",
          "BIDIR_PIM",
          "INGRESS_REPLICATION",
          "MLDP_MP2MP");

  private static final Shape FLAGS = flags("flags", ".......L");
  private static final Shape TYPES = word(TYPE, 1, NAMES.toArray(String[]::new));
  private static final Shape LABEL = number("label", 3);
  private static final Shape RSVP =
      object(TUNNEL, ipv4("extended_id"), reserved(2), number("id", 2), number("p2mp_id", 4));

  /** RFC 6388 section 2.2. */
  private static final Shape MLDP =
      object(TUNNEL, number("fec", 1), new RootNodeShape("root"), counted(2, rest("opaque")));

  private static final Shape PIM = new PimTreeShape(TUNNEL);
  private static final Shape INGRESS = address(TUNNEL);
  private static final Shape OTHER = rest(TUNNEL);
  private static final Shape NONE = sequence();

  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(5, "PMSI tunnel")) {
      return false;
    }
    int type = in.array()[in.at() + 1] & 0xff;
    return FLAGS.decode(in, out)
        && TYPES.decode(in, out)
        && LABEL.decode(in, out)
        && tunnel(type).decode(in, out);
  }

  private static Shape tunnel(int type) {
    return switch (type) {
      case 0 -> NONE;
      case 1 -> RSVP;
      case 2, 7 -> MLDP;
      case 3, 4, 5 -> PIM;
      case 6 -> INGRESS;
      default -> OTHER;
    };
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    FLAGS.encode(in, out);
    int typeAt = out.size();
    TYPES.encode(in, out);
    LABEL.encode(in, out);
    tunnel(out.array()[typeAt] & 0xff).encode(in, out);
  }
}
