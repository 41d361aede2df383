package io.sluice.bgp;

import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.nlri.Withdrawals;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.ByteSink;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Makes, of an UPDATE some of whose routes are refused, the messages to send instead. A refused
 * announcement becomes a withdrawal, so that no older route is left standing behind it, or is left
 * out silently. All else keeps its bytes and its order.
 *
 * <p>Where nothing announced remains, the attributes are left out, but for MP_UNREACH_NLRI. The
 * NLRI of a family that cannot be told apart count as one route. What is left of an UPDATE never
 * becomes an End-of-RIB marker.
 */
public final class Refusal {
  private static final IntPredicate ALL = place -> true;

  private final Update update;
  private final boolean silent;
  private final NlriCursor cursor = new NlriCursor();
  private final UpdateBuilder builder;
  private BgpError error;

  private Refusal(Update update, boolean silent) {
    this.update = update;
    this.silent = silent;
    this.builder = new UpdateBuilder(update.context());
    builder.copyAttributes(update);
  }

  /**
   * Refuses all that an UPDATE announces.
   *
   * @param silent leave the routes out instead of withdrawing them
   * @return the messages to send instead, maybe none
   */
  public static List<byte[]> all(Update update, boolean silent) {
    return apply(update, ALL, place -> false, silent, longest(update)).messages();
  }

  /**
   * Refuses some of the routes of an UPDATE.
   *
   * @param announced those refused, by their place among the announced prefixes: those of the body
   *     first, then those of MP_REACH_NLRI
   * @param withdrawn withdrawals to leave out, by their place among the withdrawn prefixes: those
   *     of the body first, then those of MP_UNREACH_NLRI
   * @return the messages to send instead, maybe none
   */
  public static List<byte[]> some(
      Update update, BitSet announced, BitSet withdrawn, boolean silent) {
    return apply(update, announced::get, withdrawn::get, silent, longest(update)).messages();
  }

  /** A message may grow up to 4096 octets, which every session allows, never beyond. */
  private static int longest(Update update) {
    return Math.max(Header.MAX_LENGTH, update.length());
  }

  /**
   * What became of an UPDATE.
   *
   * @param messages what to send instead, whole, withdrawals first; maybe none
   * @param error what kept some routes from being told apart or from fitting, and so from being
   *     sent either way; {@code null} mostly
   */
  public record Result(List<byte[]> messages, BgpError error) {}

  /**
   * Refuses some of the routes of an UPDATE.
   *
   * @param announced tells the announced routes to refuse, by place
   * @param withdrawn tells the withdrawals to leave out, by place
   * @param maxLength the longest message allowed: 4096, or 65535 with extended messages. What does
   *     not fit is split; announced routes whose attributes leave no room are refused as well
   */
  public static Result apply(
      Update update,
      IntPredicate announced,
      IntPredicate withdrawn,
      boolean silent,
      int maxLength) {
    Refusal refusal = new Refusal(update, silent);
    refusal.withdrawals(withdrawn);
    refusal.announcements(announced);
    boolean announces = refusal.finish();
    if (!refusal.builder.hasRoutes() && (update.announces() || update.withdraws())) {
      return new Result(List.of(), refusal.error);
    }
    Decoded<List<byte[]>> built = refusal.builder.build(maxLength);
    if (built.ok()) {
      return new Result(built.value(), refusal.error);
    }
    return announces && announced != ALL
        ? apply(update, ALL, withdrawn, silent, maxLength)
        : new Result(List.of(), built.error());
  }

  private void withdrawals(IntPredicate leftOut) {
    update.withdrawn(cursor);
    while (cursor.next()) {
      if (!leftOut.test(cursor.index())) {
        boolean body = cursor.inFirstRange();
        target(body).bytes(update.buffer(), cursor.entryOffset(), cursor.entryLength());
      }
    }
    noteMalformed(Flaw.WITHDRAWN_ROUTES, Flaw.MP_UNREACH_NLRI);
  }

  private void announcements(IntPredicate refused) {
    update.announced(cursor);
    while (cursor.next()) {
      boolean body = cursor.inFirstRange();
      if (!refused.test(cursor.index())) {
        ByteSink kept = body ? builder.nlri() : builder.reachNlri();
        kept.bytes(update.buffer(), cursor.entryOffset(), cursor.entryLength());
      } else if (!silent) {
        Withdrawals.write(cursor, update.buffer(), target(body));
      }
    }
    noteMalformed(Flaw.NLRI, Flaw.MP_REACH_NLRI);
  }

  private ByteSink target(boolean body) {
    return body ? builder.withdrawn() : builder.unreach(AddressFamily.ofPacked(cursor.family()));
  }

  private void noteMalformed(Flaw inBody, Flaw inAttribute) {
    if (cursor.malformed() && error == null) {
      Flaw flaw = cursor.inFirstRange() ? inBody : inAttribute;
      error = BgpError.at(flaw, cursor.entryOffset() - update.offset());
    }
  }

  /** Clears away what has lost its routes; tells whether anything is announced still. */
  private boolean finish() {
    int reach = update.find(AttributeCode.MP_REACH_NLRI);
    ByteSink announced = builder.reachNlri();
    boolean had = announced != null && update.nlriStart(reach) < update.end(reach);
    if (had && announced.size() == 0) {
      builder.removeReach();
    }
    int unreach = update.find(AttributeCode.MP_UNREACH_NLRI);
    boolean empty = unreach >= 0 && update.nlriStart(unreach) == update.end(unreach);
    builder.removeEmptyUnreach(empty ? update.family(unreach) : -1);
    boolean announces =
        builder.nlri().size() > 0 || builder.reachNlri() != null && builder.reachNlri().size() > 0;
    if (!announces && update.announces()) {
      builder.removeAttributes();
    }
    return announces;
  }
}
