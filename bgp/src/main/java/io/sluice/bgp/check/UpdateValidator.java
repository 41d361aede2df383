package io.sluice.bgp.check;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.BgpError.Treatment;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all that is wrong with an UPDATE by the rules of RFC 4271 section 6.3 as RFC 7606 revised
 * them, and by those of the attributes' own RFCs. Errors are values: what becomes of the message is
 * the caller's choice. Reusable; not thread safe.
 */
public final class UpdateValidator {
  private final PeerRules peer;
  private final RouteRules routes = new RouteRules();
  private final List<BgpError> errors = new ArrayList<>();

  /** A validator of what comes from such a peer. */
  public UpdateValidator(PeerRules peer) {
    this.peer = peer;
  }

  /** All that is wrong with a message. */
  public Validation validate(Update u) {
    errors.clear();
    add(u.error());
    if (u.error() == null || u.error().flaw() != Flaw.UPDATE_LENGTHS) {
      add(routes.withdrawn(u));
      for (int i = 0; i < u.attributes(); i++) {
        attribute(u, i);
      }
      missing(u);
      add(routes.announced(u));
    }
    return errors.isEmpty() ? Validation.SOUND : new Validation(List.copyOf(errors), treatment(u));
  }

  private void add(BgpError error) {
    if (error != null) {
      errors.add(error);
    }
  }

  private void attribute(Update u, int i) {
    int code = u.code(i);
    boolean holdsRoutes =
        code == AttributeCode.MP_REACH_NLRI || code == AttributeCode.MP_UNREACH_NLRI;
    if (u.repeats() && u.find(code) < i) {
      add(u, i, holdsRoutes ? Flaw.MP_DUPLICATE : Flaw.ATTRIBUTE_DUPLICATE);
      return;
    }
    add(u, i, AttributeFlags.check(code, u.flags(i)));
    if (holdsRoutes) {
      add(routes.attribute(u, i));
    } else {
      add(u, i, AttributeValues.check(u, i, peer));
    }
  }

  /** Adds a flaw of the attribute at an index; the whole attribute is the data (RFC 4271 6.3). */
  private void add(Update u, int i, Flaw flaw) {
    if (flaw != null) {
      byte[] data =
          flaw.subcode() == 11 ? new byte[0] : Arrays.copyOfRange(u.buffer(), u.start(i), u.end(i));
      errors.add(BgpError.at(flaw, u.start(i) - u.offset(), u.code(i)).with(data));
    }
  }

  /** RFC 7606 3(d): what an announcement cannot do without. */
  private void missing(Update u) {
    boolean body = u.attributesEnd() < u.end();
    if (!u.announces()) {
      return;
    }
    require(u, AttributeCode.ORIGIN, true);
    require(u, AttributeCode.AS_PATH, true);
    require(u, AttributeCode.NEXT_HOP, body);
    require(u, AttributeCode.LOCAL_PREF, !peer.external() && !peer.equals(PeerRules.ANY));
  }

  private void require(Update u, int code, boolean needed) {
    if (needed && !u.has(code)) {
      errors.add(
          BgpError.at(Flaw.ATTRIBUTE_MISSING, u.attributesStart() - u.offset(), code)
              .with(new byte[] {(byte) code}));
    }
  }

  private Treatment treatment(Update u) {
    Treatment hardest = null;
    for (BgpError error : errors) {
      hardest = Treatment.harder(hardest, error.treatment());
    }
    // RFC 7606 5.2: attributes, but no routes that they could belong to. Whether those were read
    // rightly is not known then, so none can be taken for withdrawn.
    boolean others =
        u.attributes() > (u.has(AttributeCode.MP_UNREACH_NLRI) ? 1 : 0)
            || u.indexedEnd() < u.attributesEnd();
    boolean attributesAlone = !u.announces() && others;
    return attributesAlone && hardest == Treatment.TREAT_AS_WITHDRAW
        ? Treatment.SESSION_RESET
        : hardest;
  }
}
