package io.sluice.bgp.linkstate;

import io.sluice.bgp.field.FieldSink;
import io.sluice.bgp.field.FieldSource;
import io.sluice.bgp.field.Octets;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.field.TlvForm;
import io.sluice.bgp.field.TlvShape;
import io.sluice.bgp.field.TlvTypes;
import io.sluice.bgp.wire.ByteSink;

/** Link attributes for some applications alone: two masks of them, then TLVs (RFC 9294). */
final class ApplicationsShape implements Shape {
  private static final String STANDARD = "standard";
  private static final String USER = "user";

  private final String name;
  private final Shape tlvs;

  ApplicationsShape(String name, TlvTypes types) {
    this.name = name;
    tlvs = new TlvShape("tlvs", TlvForm.TYPE2_LENGTH2, types);
  }

  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (in.left() < 4) {
      return in.fail("the masks are cut short");
    }
    int standard = in.array()[in.at()] & 0xff;
    int user = in.array()[in.at() + 1] & 0xff;
    in.take(4);
    if (standard + user > in.left()) {
      return in.fail("masks of " + (standard + user) + " octets do not fit");
    }
    out.begin(name);
    out.octets(STANDARD, in.array(), in.take(standard), standard);
    out.octets(USER, in.array(), in.take(user), user);
    boolean ok = tlvs.decode(in, out);
    out.end();
    return ok;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    in.object(
        name,
        fields -> {
          byte[] standard = fields.octets(STANDARD);
          byte[] user = fields.octets(USER);
          if (standard.length > 255 || user.length > 255) {
            throw fields.fault("a mask of applications has at most 255 octets");
          }
          out.u8(standard.length).u8(user.length).u16(0).bytes(standard).bytes(user);
          tlvs.encode(fields, out);
        });
  }
}
