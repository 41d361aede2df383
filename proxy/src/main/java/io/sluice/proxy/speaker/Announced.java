package io.sluice.proxy.speaker;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Update;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.update.AttributeSets;
import io.sluice.bgp.wire.ByteSink;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a speaker has announced and not withdrawn, for who asks for it again, and for the session
 * after this one: each route with its attributes as they were sent. Safe to use from several
 * threads.
 *
 * <p>A set of attributes begins with what stands before the NLRI in MP_REACH_NLRI, its length in
 * front; length 0 means that the routes stand in the body.
 */
final class Announced {
  private final Map<Integer, RouteTable> tables = new TreeMap<>();
  private final AttributeSets sets = new AttributeSets();
  private final Set<AddressFamily> ended = new TreeSet<>();
  private final Update update = new Update();
  private final NlriCursor cursor = new NlriCursor();
  private final ByteSink set = new ByteSink();
  private DecodeContext context;

  /** How the routes are kept: as those of the first session were; {@code null} before. */
  synchronized DecodeContext context() {
    return context;
  }

  /**
   * Takes in what is announced and withdrawn.
   *
   * @param messages back to back, of any type; what cannot be read is passed over
   * @param as how they are read
   */
  synchronized void add(byte[] messages, DecodeContext as) {
    if (context == null) {
      context = as;
    }
    for (int at = 0; messages.length - at >= Header.LENGTH; ) {
      int length = Header.length(messages, at);
      if (length < Header.LENGTH || length > messages.length - at) {
        return;
      }
      if (Header.type(messages, at) == MessageType.UPDATE.code()) {
        add(messages, at, length, as);
      }
      at += length;
    }
  }

  private void add(byte[] b, int offset, int length, DecodeContext as) {
    if (!as.equals(context)) {
      SessionForm form = new SessionForm(context, null, Header.MAX_EXTENDED_LENGTH);
      form.fit(b, offset, length, as).forEach(m -> add(m, 0, m.length, context));
      return;
    }
    if (!update.wrap(b, offset, length, context)) {
      return;
    }
    if (update.endOfRib() >= 0) {
      ended.add(AddressFamily.ofPacked(update.endOfRib()));
      return;
    }
    for (update.withdrawn(cursor); cursor.next(); ) {
      RouteTable table = tables.get(cursor.family());
      int before = table == null ? -1 : table.remove(b, cursor.entryOffset(), cursor.entryLength());
      if (before >= 0) {
        sets.leave(before);
      }
    }
    int body = -1;
    int reach = -1;
    for (update.announced(cursor); cursor.next(); ) {
      boolean inBody = cursor.inFirstRange();
      int number = inBody ? body : reach;
      if (number < 0) {
        number = sets.number(attributes(inBody));
        body = inBody ? number : body;
        reach = inBody ? reach : number;
      }
      sets.use(number);
      int before =
          tables
              .computeIfAbsent(cursor.family(), f -> new RouteTable())
              .put(b, cursor.entryOffset(), cursor.entryLength(), number);
      if (before >= 0) {
        sets.leave(before);
      }
    }
  }

  private byte[] attributes(boolean body) {
    int reach = body ? -1 : update.find(AttributeCode.MP_REACH_NLRI);
    byte[] b = update.buffer();
    int head = reach < 0 ? 0 : update.nlriStart(reach) - update.value(reach);
    set.clear().u16(head);
    if (head > 0) {
      set.bytes(b, update.value(reach), head);
    }
    for (int i = 0; i < update.attributes(); i++) {
      int code = update.code(i);
      if (code != AttributeCode.MP_REACH_NLRI && code != AttributeCode.MP_UNREACH_NLRI) {
        set.bytes(b, update.start(i), update.end(i) - update.start(i));
      }
    }
    return set.toByteArray();
  }

  /** How many routes are announced, of all families. */
  synchronized int size() {
    return tables.values().stream().mapToInt(RouteTable::size).sum();
  }

  /** How many sets of attributes they have. */
  synchronized int attributeSets() {
    return sets.size();
  }

  /** The families whose End-of-RIB was sent. */
  synchronized Set<AddressFamily> ended() {
    return Set.copyOf(ended);
  }

  /** The packed families that there are routes of. */
  synchronized Set<Integer> families() {
    return Set.copyOf(tables.keySet());
  }

  /**
   * All routes of a family as UPDATEs, routes of the same attributes together, made as they are
   * asked for: of a route that changes meanwhile the last state is given.
   *
   * @param maxLength the longest message allowed
   */
  synchronized SessionWriter.Messages replay(int family, int maxLength) {
    RouteTable table = tables.get(family);
    if (table == null) {
      return () -> null;
    }
    Replay replay = new Replay(table, sets, family, maxLength);
    return () -> {
      synchronized (this) {
        return replay.next();
      }
    };
  }
}
