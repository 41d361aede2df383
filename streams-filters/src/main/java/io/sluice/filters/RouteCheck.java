package io.sluice.filters;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;

/**
 * Tells whether all routes of an UPDATE can be seen. A stage must never let through what it cannot
 * see: neither routes behind octets that are no prefix, nor those of a second MP_REACH_NLRI.
 * Reusable; not thread safe.
 */
public final class RouteCheck {
  private final PrefixCursor cursor = new PrefixCursor();

  /**
   * Looks at an UPDATE.
   *
   * @return {@code null} when all is well
   */
  public BgpError check(Update update) {
    if (update.error() != null) {
      return update.error();
    }
    int reach = update.find(AttributeCode.MP_REACH_NLRI);
    int unreach = update.find(AttributeCode.MP_UNREACH_NLRI);
    if (reach >= 0 && update.nlriStart(reach) < 0) {
      return at(update, Flaw.MP_REACH_LENGTH, update.start(reach), AttributeCode.MP_REACH_NLRI);
    }
    if (unreach >= 0 && update.nlriStart(unreach) < 0) {
      return at(
          update, Flaw.MP_UNREACH_LENGTH, update.start(unreach), AttributeCode.MP_UNREACH_NLRI);
    }
    if (update.repeats()) {
      BgpError twice = twice(update);
      if (twice != null) {
        return twice;
      }
    }
    BgpError error =
        walk(update, cursor.allAnnounced(update), Flaw.NLRI, Flaw.MP_REACH_NLRI, reach);
    return error != null
        ? error
        : walk(
            update,
            cursor.allWithdrawn(update),
            Flaw.WITHDRAWN_ROUTES,
            Flaw.MP_UNREACH_NLRI,
            unreach);
  }

  private static BgpError walk(
      Update update, PrefixCursor routes, Flaw inBody, Flaw inAttribute, int index) {
    while (routes.next()) {
      // Only whether the walk comes to its end is asked.
    }
    if (!routes.malformed()) {
      return null;
    }
    int at = routes.malformedAt();
    boolean attribute = index >= 0 && at >= update.start(index) && at < update.end(index);
    return at(update, attribute ? inAttribute : inBody, at, attribute ? update.code(index) : -1);
  }

  private static BgpError twice(Update update) {
    boolean reach = false;
    boolean unreach = false;
    for (int i = 0; i < update.attributes(); i++) {
      int code = update.code(i);
      boolean again =
          code == AttributeCode.MP_REACH_NLRI && reach
              || code == AttributeCode.MP_UNREACH_NLRI && unreach;
      if (again) {
        return at(update, Flaw.MP_DUPLICATE, update.start(i), code);
      }
      reach |= code == AttributeCode.MP_REACH_NLRI;
      unreach |= code == AttributeCode.MP_UNREACH_NLRI;
    }
    return null;
  }

  private static BgpError at(Update update, Flaw flaw, int at, int attribute) {
    return BgpError.at(flaw, at - update.offset(), attribute);
  }
}
