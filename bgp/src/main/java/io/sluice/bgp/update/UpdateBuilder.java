package io.sluice.bgp.update;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.Update;
import io.sluice.bgp.wire.ByteSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds UPDATE messages from parts: routes as bytes, attributes as values. What does not fit into
 * one message is split at the borders of routes; attributes that leave no room for a single route
 * are refused. Extended-length flags follow the lengths, except that attributes taken over from
 * another message keep theirs.
 */
public final class UpdateBuilder {
  private final DecodeContext context;
  private final ByteSink withdrawn = new ByteSink();
  private final ByteSink nlri = new ByteSink();

  /** In the order to be written; those that hold routes stand here as marks. */
  private final List<Attribute> attributes = new ArrayList<>();

  private final List<Routes> unreach = new ArrayList<>();
  private Routes reach;

  /** A builder for messages that will be read in this context: it tells which routes have ids. */
  public UpdateBuilder(DecodeContext context) {
    this.context = context;
  }

  /** A builder that holds all of an UPDATE; unchanged, it yields the same bytes. */
  public static UpdateBuilder from(Update update) {
    UpdateBuilder builder = new UpdateBuilder(update.context());
    byte[] b = update.buffer();
    copy(b, update.withdrawnStart(), update.withdrawnEnd(), builder.withdrawn);
    copy(b, update.attributesEnd(), update.end(), builder.nlri);
    builder.copyAttributes(update);
    if (builder.reach != null) {
      int i = update.find(AttributeCode.MP_REACH_NLRI);
      copy(b, update.nlriStart(i), update.end(i), builder.reach.nlri);
    }
    if (!builder.unreach.isEmpty()) {
      int i = update.find(AttributeCode.MP_UNREACH_NLRI);
      copy(b, update.nlriStart(i), update.end(i), builder.unreach.get(0).nlri);
    }
    return builder;
  }

  private static void copy(byte[] b, int from, int to, ByteSink sink) {
    sink.bytes(b, from, to - from);
  }

  /**
   * Takes over all attributes; of those with routes what stands before the NLRI. A multiprotocol
   * attribute that cannot be read, or a second one of a kind, is taken over as it is, and so is
   * what stands behind the last attribute that fits.
   */
  public void copyAttributes(Update update) {
    byte[] b = update.buffer();
    for (int i = 0; i < update.attributes(); i++) {
      int code = update.code(i);
      int flags = update.flags(i);
      int at = update.value(i);
      boolean routes =
          (code == AttributeCode.MP_REACH_NLRI || code == AttributeCode.MP_UNREACH_NLRI)
              && update.find(code) == i;
      if (!routes || update.nlriStart(i) < 0) {
        attributes.add(new Attribute(code, flags, b, at, update.valueLength(i)));
        continue;
      }
      Routes head = new Routes(code, update.family(i), flags, b, at, update.nlriStart(i) - at);
      if (code == AttributeCode.MP_REACH_NLRI) {
        reach = head;
      } else {
        unreach.add(head);
      }
      attributes.add(Attribute.mark(code));
    }
    int left = update.attributesEnd() - update.indexedEnd();
    if (left > 0) {
      attributes.add(Attribute.tail(b, update.indexedEnd(), left));
    }
  }

  /**
   * Sets an attribute, in the place of the first of that code, else behind the others. Octets
   * behind the last attribute that were none of their own are given up.
   */
  public UpdateBuilder set(int code, int flags, byte[] value) {
    requireOrdinary(code);
    attributes.removeIf(a -> a.code() == Attribute.TAIL);
    place(
        new Attribute(code, flags & ~AttributeCode.EXTENDED_LENGTH, value, 0, value.length),
        attributes.size());
    return this;
  }

  /** Removes all attributes of this code. */
  public UpdateBuilder remove(int code) {
    requireOrdinary(code);
    attributes.removeIf(a -> a.code() == code);
    return this;
  }

  /** Removes all but the first of each attribute (RFC 7606 3(g)). */
  public UpdateBuilder removeRepeated() {
    Set<Integer> seen = new HashSet<>();
    attributes.removeIf(a -> a.code() != Attribute.TAIL && !seen.add(a.code()));
    return this;
  }

  /** Removes all attributes but MP_UNREACH_NLRI. */
  public UpdateBuilder removeAttributes() {
    attributes.removeIf(a -> a.code() != AttributeCode.MP_UNREACH_NLRI);
    reach = null;
    return this;
  }

  private static void requireOrdinary(int code) {
    if (code == AttributeCode.MP_REACH_NLRI || code == AttributeCode.MP_UNREACH_NLRI) {
      throw new IllegalArgumentException(
          "attribute " + code + " holds routes: use reach() or unreach()");
    }
  }

  private void place(Attribute attribute, int otherwise) {
    for (int i = 0; i < attributes.size(); i++) {
      if (attributes.get(i).code() == attribute.code()) {
        attributes.set(i, attribute);
        return;
      }
    }
    attributes.add(otherwise, attribute);
  }

  /**
   * Puts the attributes into canonical order: ascending type codes (RFC 4271 section 5), the
   * extended-length flag exactly where the length needs it (RFC 4271 section 4.3).
   */
  public UpdateBuilder canonical() {
    attributes.removeIf(a -> a.code() == Attribute.TAIL);
    attributes.replaceAll(Attribute::withoutExtendedFlag);
    attributes.sort(Comparator.comparingInt(Attribute::code));
    if (reach != null) {
      reach = reach.withoutExtendedFlag();
    }
    unreach.replaceAll(Routes::withoutExtendedFlag);
    return this;
  }

  /** The withdrawn routes of the body, to be written to. */
  public ByteSink withdrawn() {
    return withdrawn;
  }

  /** The announced routes of the body, to be written to. */
  public ByteSink nlri() {
    return nlri;
  }

  /**
   * Sets family and next hop of MP_REACH_NLRI, which becomes the first attribute if there was none
   * (RFC 7606 section 5.1), and returns its NLRI, to be written to.
   */
  public ByteSink reach(AddressFamily family, byte[] nextHop) {
    ByteSink head = new ByteSink(32);
    head.u16(family.afi()).u8(family.safi()).u8(nextHop.length).bytes(nextHop).u8(0);
    int code = AttributeCode.MP_REACH_NLRI;
    reach = new Routes(code, family.packed(), AttributeCode.OPTIONAL, head.array(), 0, head.size());
    place(Attribute.mark(code), 0);
    return reach.nlri;
  }

  /** The NLRI of MP_REACH_NLRI, to be changed; {@code null} when there is none. */
  public ByteSink reachNlri() {
    return reach == null ? null : reach.nlri;
  }

  /** Leaves MP_REACH_NLRI out. */
  public UpdateBuilder removeReach() {
    reach = null;
    attributes.removeIf(a -> a.code() == AttributeCode.MP_REACH_NLRI);
    return this;
  }

  /**
   * The NLRI of the MP_UNREACH_NLRI of a family, to be written to. The first of them becomes the
   * first attribute if there was none; each further family takes a message of its own.
   */
  public ByteSink unreach(AddressFamily family) {
    for (Routes routes : unreach) {
      if (routes.family == family.packed()) {
        return routes.nlri;
      }
    }
    int code = AttributeCode.MP_UNREACH_NLRI;
    byte[] head = {(byte) (family.afi() >>> 8), (byte) family.afi(), (byte) family.safi()};
    Routes routes = new Routes(code, family.packed(), AttributeCode.OPTIONAL, head, 0, 3);
    if (unreach.isEmpty()) {
      place(Attribute.mark(code), 0);
    }
    unreach.add(routes);
    return routes.nlri;
  }

  /** Leaves every MP_UNREACH_NLRI out. */
  public UpdateBuilder removeUnreach() {
    unreach.clear();
    attributes.removeIf(a -> a.code() == AttributeCode.MP_UNREACH_NLRI);
    return this;
  }

  /** Leaves out each MP_UNREACH_NLRI without routes, but that of one packed family. */
  public void removeEmptyUnreach(int exceptFamily) {
    unreach.removeIf(routes -> routes.nlri.size() == 0 && routes.family != exceptFamily);
    if (unreach.isEmpty()) {
      removeUnreach();
    }
  }

  /** Whether any route is announced or withdrawn. */
  public boolean hasRoutes() {
    return withdrawn.size() > 0
        || nlri.size() > 0
        || reach != null && reach.nlri.size() > 0
        || unreach.stream().anyMatch(routes -> routes.nlri.size() > 0);
  }

  /**
   * The messages, whole, withdrawals before announcements.
   *
   * @param maxLength the longest message allowed: 4096, or 65535 with extended messages
   * @return one message mostly; several if they would not fit; or the error that the attributes
   *     leave no room for a route ({@code TOO_LARGE})
   */
  public Decoded<List<byte[]>> build(int maxLength) {
    return new UpdatePacker(context, maxLength, withdrawn, nlri, attributes, reach, unreach).pack();
  }
}
