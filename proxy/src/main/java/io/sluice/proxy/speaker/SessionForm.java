package io.sluice.proxy.speaker;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Negotiated;
import io.sluice.bgp.Update;
import io.sluice.bgp.check.PeerRules;
import io.sluice.bgp.check.UpdateValidator;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.update.NewPeer;
import io.sluice.bgp.update.OldPeer;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.ByteSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Brings UPDATEs of other sessions into the form that a session has agreed on: AS numbers of its
 * width, path identifiers only where it has them, its families only, with next hops that it takes
 * for them, messages no longer than it takes. A link-local address beside an IPv6 next hop goes: it
 * is for those who share the link that it was said on (RFC 2545 section 3), and some routers end
 * the session over it. One that has this form already stays as it is, octet by octet; one so
 * malformed that whoever gets it has to end the session (RFC 7606) is left out. For one thread.
 */
public final class SessionForm {
  /** A global IPv6 address and a link-local one (RFC 2545 section 3). */
  private static final int BOTH_ADDRESSES = 32;

  /** An IPv6 address behind a route distinguisher (RFC 4659). */
  private static final int DISTINGUISHED = 24;

  private static final int GLOBAL_ADDRESS = 16;

  private final DecodeContext target;
  private final Set<AddressFamily> families;
  private final int maxLength;
  private final Update update = new Update();
  private final NlriCursor cursor = new NlriCursor();
  private final UpdateValidator validator = new UpdateValidator(PeerRules.ANY);
  private long unreadable;
  private long foreign;
  private long identifiers;
  private long linkLocals;

  /**
   * @param families those that may be sent; {@code null} for all
   */
  SessionForm(DecodeContext target, Set<AddressFamily> families, int maxLength) {
    this.target = target;
    this.families = families;
    this.maxLength = maxLength;
  }

  /** The form of what the left end of a session sends. */
  public static SessionForm toRight(Negotiated session) {
    return of(session, Direction.R);
  }

  /** The form of what travels in a direction of a session. */
  public static SessionForm of(Negotiated session, Direction direction) {
    return new SessionForm(session.context(direction), session.families(), session.maxLength());
  }

  /**
   * Converts an UPDATE.
   *
   * @param from how it is read
   * @return the messages that say in this session what it says: mostly itself, copied; none when
   *     nothing of it can be said here
   */
  public List<byte[]> fit(byte[] buffer, int offset, int length, DecodeContext from) {
    if (!update.wrap(buffer, offset, length, from)) {
      unreadable++;
      return List.of();
    }
    boolean body =
        update.withdrawnStart() < update.withdrawnEnd() || update.attributesEnd() < update.end();
    int reach = update.find(AttributeCode.MP_REACH_NLRI);
    int unreach = update.find(AttributeCode.MP_UNREACH_NLRI);
    boolean bodyFits = !body || spoken(AddressFamily.IPV4_UNICAST.packed());
    boolean reachFits = reach < 0 || spoken(update.family(reach)) && reachable(reach);
    boolean unreachFits = unreach < 0 || spoken(update.family(unreach));
    boolean whole = bodyFits && reachFits && unreachFits;
    if (whole && endsSessions()) {
      unreadable++;
      return List.of();
    }
    boolean ids =
        body && ids(AddressFamily.IPV4_UNICAST.packed(), from)
            || reach >= 0 && ids(update.family(reach), from)
            || unreach >= 0 && ids(update.family(unreach), from);
    if (whole
        && !ids
        && !hasLinkLocal(reach)
        && from.as4() == target.as4()
        && length <= maxLength) {
      return List.of(Arrays.copyOfRange(buffer, offset, offset + length));
    }
    if (!whole) {
      foreign++;
    }
    return rebuilt(bodyFits, reachFits, unreachFits, ids, from);
  }

  private boolean endsSessions() {
    return validator.validate(update).treatment() == BgpError.Treatment.SESSION_RESET;
  }

  private boolean spoken(int family) {
    return families == null || family >= 0 && families.contains(AddressFamily.ofPacked(family));
  }

  /** Whether IPv4 routes have a next hop that the session takes for them (RFC 8950). */
  private boolean reachable(int reach) {
    int family = update.family(reach);
    if (family >>> 8 != AddressFamily.AFI_IPV4 || target.extendedNextHop(family)) {
      return true;
    }
    return switch (family & 0xff) {
      case AddressFamily.SAFI_UNICAST, AddressFamily.SAFI_MULTICAST, AddressFamily.SAFI_LABELED ->
          update.mpNextHopLength(reach) < GLOBAL_ADDRESS;
      case AddressFamily.SAFI_VPN -> update.mpNextHopLength(reach) < DISTINGUISHED;
      default -> true;
    };
  }

  private boolean hasLinkLocal(int reach) {
    return reach >= 0 && update.mpNextHopLength(reach) == BOTH_ADDRESSES;
  }

  private boolean ids(int family, DecodeContext from) {
    return family >= 0 && from.addPath(family) != target.addPath(family);
  }

  private List<byte[]> rebuilt(
      boolean body, boolean reach, boolean unreach, boolean ids, DecodeContext from) {
    UpdateBuilder builder = UpdateBuilder.from(update);
    if (!body) {
      builder.withdrawn().clear();
      builder.nlri().clear();
    }
    if (!reach) {
      builder.removeReach();
    }
    if (!unreach) {
      builder.removeUnreach();
    }
    if (!builder.hasRoutes()) {
      return List.of();
    }
    if (ids) {
      identifiers++;
      identifiers(builder, body, reach, unreach);
    }
    int at = update.find(AttributeCode.MP_REACH_NLRI);
    if (reach && hasLinkLocal(at)) {
      linkLocals++;
      withoutLinkLocal(builder, at);
    }
    if (!from.as4() && target.as4() && NewPeer.rewrite(update, builder) != null) {
      unreadable++;
      return List.of();
    }
    Decoded<List<byte[]>> built = builder.build(maxLength);
    if (built.ok() && from.as4() && !target.as4()) {
      built = narrowed(built.value(), from);
    }
    if (!built.ok()) {
      unreadable++;
      return List.of();
    }
    return built.value();
  }

  private void withoutLinkLocal(UpdateBuilder builder, int reach) {
    byte[] routes = builder.reachNlri().toByteArray();
    int from = update.mpNextHopStart(reach);
    byte[] global = Arrays.copyOfRange(update.buffer(), from, from + GLOBAL_ADDRESS);
    builder.reach(AddressFamily.ofPacked(update.family(reach)), global).bytes(routes);
  }

  private Decoded<List<byte[]>> narrowed(List<byte[]> wide, DecodeContext from) {
    List<byte[]> all = new ArrayList<>(wide.size());
    for (byte[] message : wide) {
      Update one = Update.of(message, target.withAs4(from.as4()));
      Decoded<List<byte[]>> old = OldPeer.rewrite(one, maxLength);
      if (!old.ok()) {
        return old;
      }
      all.addAll(old.value());
    }
    return Decoded.of(all);
  }

  private void identifiers(UpdateBuilder builder, boolean body, boolean reach, boolean unreach) {
    int ipv4 = AddressFamily.IPV4_UNICAST.packed();
    if (body) {
      identifiers(builder.withdrawn(), ipv4);
      identifiers(builder.nlri(), ipv4);
    }
    int i = update.find(AttributeCode.MP_REACH_NLRI);
    if (reach && i >= 0) {
      identifiers(builder.reachNlri(), update.family(i));
    }
    i = update.find(AttributeCode.MP_UNREACH_NLRI);
    if (unreach && i >= 0) {
      AddressFamily family = AddressFamily.ofPacked(update.family(i));
      identifiers(builder.unreach(family), family.packed());
    }
  }

  /** Takes identifiers away, or puts 0 where there are none. */
  private void identifiers(ByteSink routes, int family) {
    boolean had = update.context().addPath(family);
    if (had == target.addPath(family)) {
      return;
    }
    byte[] old = routes.toByteArray();
    routes.clear();
    cursor.reset(old, 0, old.length, family, had);
    while (cursor.next()) {
      int skip = cursor.hasPathId() ? 4 : 0;
      if (skip == 0) {
        routes.u32(0);
      }
      routes.bytes(old, cursor.entryOffset() + skip, cursor.entryLength() - skip);
    }
  }

  /** UPDATEs that could not be read, or not be rewritten, or would end a session, so far. */
  public long unreadable() {
    return unreadable;
  }

  /** UPDATEs with routes of families, or next hops, that the session does not have: left out. */
  public long foreign() {
    return foreign;
  }

  /** UPDATEs whose next hop lost the link-local address beside it. */
  public long linkLocals() {
    return linkLocals;
  }

  /** UPDATEs whose path identifiers were left out, or which got some. */
  public long identifiers() {
    return identifiers;
  }
}
