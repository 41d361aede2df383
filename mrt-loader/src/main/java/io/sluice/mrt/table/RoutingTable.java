package io.sluice.mrt.table;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Update;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.update.AttributeSets;
import io.sluice.bgp.update.NewPeer;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What peers have announced and not withdrawn: of each route the last word, and when it was said. A
 * session that ends, or begins anew with an OPEN, takes its routes with it. All of it lies in
 * memory, some 40 octets a route and 100 a prefix; equal attributes once. Not thread safe.
 */
public final class RoutingTable {
  /** Routes of sessions that ended are swept out when they are more than this and the others. */
  private static final int MOST_ENDED = 1 << 16;

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}|[1-3]\\d{9}");

  private final TablePeers peers = new TablePeers();
  private final Map<Destination, Path> destinations = new HashMap<>();
  private final AttributeSets sets = new AttributeSets();
  private final EntryBuilder entries = new EntryBuilder();
  private final Update update = new Update();
  private final NlriCursor cursor = new NlriCursor();
  private long ended;
  private long standing;

  /**
   * What keeps the routes of a message out of a table: it cannot be taken apart, or some of its
   * routes cannot.
   *
   * @return {@code null} for nothing
   */
  public static BgpError fault(Message message) {
    if (!message.isUpdate()) {
      return null;
    }
    Update u = message.update();
    if (u.error() != null) {
      return u.error();
    }
    NlriCursor routes = new NlriCursor();
    BgpError announced = walk(u.announced(routes), u);
    BgpError fault = announced != null ? announced : walk(u.withdrawn(routes), u);
    return fault != null ? fault : narrow(u);
  }

  /** What keeps numbers of two octets from becoming four. An aggregator may stay as it stands. */
  private static BgpError narrow(Update u) {
    BgpError fault = u.context().as4() ? null : NewPeer.rewrite(u, UpdateBuilder.from(u));
    return fault != null && fault.flaw() == Flaw.AGGREGATOR_LENGTH ? null : fault;
  }

  private static BgpError walk(NlriCursor routes, Update u) {
    while (routes.next()) {
      if (routes.opaque()) {
        return BgpError.at(Flaw.UPDATE_LENGTHS, routes.entryOffset() - u.offset())
            .because("the routes of such a family cannot be told apart");
      }
    }
    return routes.malformed()
        ? BgpError.at(Flaw.UPDATE_LENGTHS, routes.entryOffset() - u.offset())
            .because("a route overruns the others")
        : null;
  }

  /**
   * Takes a message into account. Peers are named by its tags {@code PEER_IP}, {@code PEER_AS},
   * {@code COLLECTOR} and {@code ROUTER}; {@code ORIGINATED}, seconds since 1970, tells when its
   * routes were learnt, else its time does.
   *
   * @return what is wrong with it if it was left out, as {@link #fault} says, else {@code null}
   */
  public BgpError message(Message message) {
    BgpError fault = fault(message);
    if (fault != null) {
      return fault;
    }
    if (message.isUpdate()) {
      update(message);
    } else if (message.type() == MessageType.OPEN) {
      peers.ofSession(message.tags(), message.direction()).forEach(this::end);
      if (message.length() >= Header.minLength(MessageType.OPEN.code())) {
        // Behind version, AS number and hold time (RFC 4271 4.2).
        peers.of(message).identifier =
            Bytes.i32(message.buffer(), message.offset() + Header.LENGTH + 5);
      }
    }
    return null;
  }

  /** Takes a change of a session's state into account. */
  public void state(PeerIdentity peer, StateChange change) {
    if (change.down()) {
      peers.ofSession(peer.tags(), null).forEach(this::end);
    }
  }

  private void update(Message message) {
    Session session = peers.of(message).session;
    int originated = originated(message);
    Update u = message.update();
    if (u.context().as4()) {
      update(session, u, originated);
      return;
    }
    UpdateBuilder builder = UpdateBuilder.from(u);
    NewPeer.rewrite(u, builder);
    for (byte[] wide : builder.build(Header.MAX_EXTENDED_LENGTH).get()) {
      update.wrap(wide, 0, wide.length, u.context().withAs4(true));
      update(session, update, originated);
    }
  }

  private static int originated(Message message) {
    String told = message.tags().get("ORIGINATED");
    return told != null && SECONDS.matcher(told).matches()
        ? Integer.parseUnsignedInt(told)
        : (int) (message.timeMicros() / 1_000_000);
  }

  private void update(Session session, Update u, int originated) {
    for (u.withdrawn(cursor); cursor.next(); ) {
      withdraw(session, entries.destination(cursor, u.buffer()), pathId());
    }
    int set = -1;
    boolean body = false;
    for (u.announced(cursor); cursor.next(); ) {
      if (set < 0 || body != cursor.inFirstRange() || EntryBuilder.isLabelled(cursor.family())) {
        body = cursor.inFirstRange();
        set = sets.number(entries.attributes(cursor, u));
      }
      announce(session, entries.destination(cursor, u.buffer()), pathId(), set, originated);
    }
  }

  private int pathId() {
    return cursor.hasPathId() ? (int) cursor.pathId() : 0;
  }

  private void announce(Session session, Destination to, int pathId, int set, int originated) {
    sets.use(set);
    Path first = standing(to);
    Path path = first;
    while (path != null && (path.session != session || path.pathId != pathId)) {
      path = path.next;
    }
    if (path == null) {
      path = new Path(session, pathId, first);
      destinations.put(to, path);
      session.routes++;
      standing++;
    } else {
      sets.leave(path.attributes);
    }
    path.attributes = set;
    path.originated = originated;
  }

  private void withdraw(Session session, Destination to, int pathId) {
    Path first = standing(to);
    Path before = null;
    Path path = first;
    while (path != null && (path.session != session || path.pathId != pathId)) {
      before = path;
      path = path.next;
    }
    if (path == null) {
      return;
    }
    sets.leave(path.attributes);
    session.routes--;
    standing--;
    if (before == null) {
      put(to, path.next);
    } else {
      before.next = path.next;
    }
  }

  private void put(Destination to, Path first) {
    if (first == null) {
      destinations.remove(to);
    } else {
      destinations.put(to, first);
    }
  }

  private void end(TablePeer peer) {
    Session session = peer.session;
    peer.session = new Session(peer);
    session.ended = true;
    ended += session.routes;
    standing -= session.routes;
    if (ended > MOST_ENDED && ended > standing) {
      sweep();
    }
  }

  /** The routes to a destination, without those of sessions that ended. */
  private Path standing(Destination to) {
    Path all = destinations.get(to);
    Path first = standing(all);
    if (first != all) {
      put(to, first);
    }
    return first;
  }

  /** The rest of a list, without the routes of sessions that ended. */
  private Path standing(Path list) {
    Path first = list;
    while (first != null && first.session.ended) {
      gone(first);
      first = first.next;
    }
    for (Path path = first; path != null && path.next != null; ) {
      if (path.next.session.ended) {
        gone(path.next);
        path.next = path.next.next;
      } else {
        path = path.next;
      }
    }
    return first;
  }

  private void gone(Path path) {
    sets.leave(path.attributes);
    ended--;
  }

  private void sweep() {
    Iterator<Map.Entry<Destination, Path>> all = destinations.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Destination, Path> destination = all.next();
      Path first = standing(destination.getValue());
      if (first == null) {
        all.remove();
      } else {
        destination.setValue(first);
      }
    }
  }

  /** How many routes stand. */
  public long size() {
    return standing;
  }

  /**
   * Writes it as TABLE_DUMP_V2 (RFC 6396 4.3, RFC 8050): the peers, then the prefixes in order.
   *
   * @param seconds what time the records get, since 1970
   * @throws IOException if it cannot be written, or has more than 65535 peers
   */
  public void write(OutputStream out, long seconds) throws IOException {
    sweep();
    TableRecords records = new TableRecords(out, seconds, sets);
    records.peers(peers.all());
    List<Destination> order = destinations.keySet().stream().sorted().toList();
    for (Destination destination : order) {
      records.routes(destination, destinations.get(destination));
    }
  }
}
