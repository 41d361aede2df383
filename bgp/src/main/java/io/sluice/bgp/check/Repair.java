package io.sluice.bgp.check;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.BgpError.Treatment;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Header;
import io.sluice.bgp.Refusal;
import io.sluice.bgp.Update;
import io.sluice.bgp.update.UpdateBuilder;
import java.util.List;

/** Makes, of an UPDATE with errors, what RFC 7606 wants to be made of it. */
public final class Repair {
  private Repair() {}

  /**
   * The messages to use instead.
   *
   * @return the message itself when nothing is wrong; without the malformed attributes; the routes
   *     as withdrawals; or the error that ends the session
   */
  public static Decoded<List<byte[]>> of(Update u, Validation validation) {
    if (validation.sound()) {
      return Decoded.of(List.of(u.toByteArray()));
    }
    if (validation.treatment() == Treatment.SESSION_RESET) {
      return Decoded.failed(validation.worst());
    }
    if (validation.treatment() == Treatment.TREAT_AS_WITHDRAW) {
      List<byte[]> withdrawals = Refusal.all(u, false);
      withdrawals.forEach(m -> mendFlags(m, u.context()));
      return Decoded.of(withdrawals);
    }
    UpdateBuilder builder = UpdateBuilder.from(u).removeRepeated();
    for (BgpError error : validation.errors()) {
      if (error.flaw() != Flaw.ATTRIBUTE_DUPLICATE) {
        builder.remove(error.attribute());
      }
    }
    return builder.build(Math.max(Header.MAX_LENGTH, u.length()));
  }

  /** Withdrawals must not go out with the wrong flags that they came in with. */
  private static void mendFlags(byte[] message, DecodeContext context) {
    Update u = Update.of(message, context);
    int i = u.find(AttributeCode.MP_UNREACH_NLRI);
    if (i >= 0) {
      int length = u.flags(i) & AttributeCode.EXTENDED_LENGTH;
      message[u.start(i)] = (byte) (AttributeCode.OPTIONAL | length);
    }
  }
}
