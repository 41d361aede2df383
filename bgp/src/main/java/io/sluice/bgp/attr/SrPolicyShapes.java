package io.sluice.bgp.attr;

import static io.sluice.bgp.field.Shapes.bits;
import static io.sluice.bgp.field.Shapes.byLength;
import static io.sluice.bgp.field.Shapes.flags;
import static io.sluice.bgp.field.Shapes.ipv4;
import static io.sluice.bgp.field.Shapes.ipv6;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.octets;
import static io.sluice.bgp.field.Shapes.optional;
import static io.sluice.bgp.field.Shapes.reserved;
import static io.sluice.bgp.field.Shapes.sequence;
import static io.sluice.bgp.field.Shapes.text;

import io.sluice.bgp.field.Shape;
import io.sluice.bgp.field.TlvForm;
import io.sluice.bgp.field.TlvShape;
import io.sluice.bgp.field.TlvTypes;

/** The sub-TLVs of an SR policy tunnel (RFC 9830 section 2.4) with all its segments (RFC 9831). */
final class SrPolicyShapes {
  private static final Shape LABEL = bits("label", 20, "tc", 3, "s", 1, "ttl", 8);

  private static final Shape SRV6 =
      optional(
          "behavior",
          number("behavior", 2),
          reserved(2),
          number("block", 1),
          number("node", 1),
          number("function", 1),
          number("argument", 1));

  private static final Shape SEGMENT = flags("flags", "VASB....");

  private static final TlvTypes SEGMENTS =
      new TlvTypes()
          .struct(1, "SEGMENT_A", SEGMENT, reserved(1), LABEL)
          .struct(3, "SEGMENT_C", SEGMENT, number("algorithm", 1), ipv4("address"), label())
          .struct(4, "SEGMENT_D", SEGMENT, number("algorithm", 1), ipv6("address"), label())
          .struct(
              5,
              "SEGMENT_E",
              SEGMENT,
              reserved(1),
              number("interface", 4),
              ipv4("address"),
              label())
          .struct(6, "SEGMENT_F", SEGMENT, reserved(1), ipv4("local"), ipv4("remote"), label())
          .struct(7, "SEGMENT_G", SEGMENT, reserved(1), interfaces(), label())
          .struct(8, "SEGMENT_H", SEGMENT, reserved(1), ipv6("local"), ipv6("remote"), label())
          .struct(9, "WEIGHT", octets("flags", 1), reserved(1), number("weight", 4))
          .struct(13, "SEGMENT_B", SEGMENT, reserved(1), ipv6("sid"), SRV6)
          .struct(14, "SEGMENT_I", SEGMENT, number("algorithm", 1), ipv6("address"), sid())
          .struct(15, "SEGMENT_J", SEGMENT, number("algorithm", 1), interfaces(), sid())
          .struct(
              16,
              "SEGMENT_K",
              SEGMENT,
              number("algorithm", 1),
              ipv6("local"),
              ipv6("remote"),
              sid());

  static final TlvTypes TYPES =
      new TlvTypes()
          .struct(12, "PREFERENCE", octets("flags", 1), reserved(1), number("preference", 4))
          .struct(
              13,
              "BINDING_SID",
              flags("flags", "SI......"),
              reserved(1),
              byLength(
                  4, "label", bits("label", 20, "", 12), 16, "sid", ipv6("sid"), 0, "", none()))
          .struct(14, "ENLP", octets("flags", 1), reserved(1), number("enlp", 1))
          .struct(15, "PRIORITY", number("priority", 1), reserved(1))
          .struct(
              20, "SRV6_BINDING_SID", flags("flags", "SIB....."), reserved(1), ipv6("sid"), SRV6)
          .struct(
              128,
              "SEGMENT_LIST",
              reserved(1),
              new TlvShape("segments", TlvForm.TYPE1_LENGTH1, SEGMENTS))
          .struct(129, "CANDIDATE_PATH_NAME", reserved(1), text("name"))
          .struct(130, "POLICY_NAME", reserved(1), text("name"));

  private SrPolicyShapes() {}

  private static Shape none() {
    return sequence();
  }

  private static Shape label() {
    return optional("label", LABEL);
  }

  private static Shape sid() {
    return optional("sid", ipv6("sid"), SRV6);
  }

  private static Shape interfaces() {
    return sequence(
        number("local_interface", 4), ipv6("local"), number("remote_interface", 4), ipv6("remote"));
  }
}
