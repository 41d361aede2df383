package io.sluice.proxy.speaker;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.RouteRefresh;
import io.sluice.bgp.Update;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Predicate;

/** The account of what a session received: written by its reader thread, read by any. */
final class ReceivedUpdates {
  private final Update update = new Update();
  private final PrefixCursor cursor = new PrefixCursor();
  private final AsciiBuffer text = new AsciiBuffer();
  private final Set<Route> routes;

  /** Those of {@link #routes} that were not announced again yet. */
  private final Set<Route> stale = new HashSet<>();

  private final MessageDigest digest;
  private DecodeContext context = DecodeContext.AS4;
  private long messages;
  private long bytes;
  private long updates;
  private long announced;
  private long withdrawn;
  private long endsOfRib;
  private long malformed;

  ReceivedUpdates(boolean keepRoutes) {
    routes = keepRoutes ? new HashSet<>() : null;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** How to read the UPDATEs from now on. */
  synchronized void context(DecodeContext negotiated) {
    context = negotiated;
  }

  /** Begins with the routes of the session before, until they are announced anew (RFC 4724 4.2). */
  synchronized void inherit(Set<Route> before) {
    routes.addAll(before);
    stale.addAll(before);
  }

  /** Forgets the stale routes of which this holds. */
  private void forgetStale(Predicate<Route> which) {
    stale.removeIf(
        route -> {
          boolean gone = which.test(route);
          if (gone) {
            routes.remove(route);
          }
          return gone;
        });
  }

  /** Counts a message of any type. */
  synchronized void message(int length) {
    messages++;
    bytes += length;
  }

  /**
   * Takes an UPDATE into account.
   *
   * @return what ends the session, or {@code null}
   */
  synchronized BgpError update(byte[] buffer, int offset, int length) {
    updates++;
    boolean readable = update.wrap(buffer, offset, length, context);
    int ended = update.endOfRib();
    if (ended >= 0) {
      endsOfRib++;
      forgetStale(route -> route.family() == ended);
      return null;
    }
    digest.update(buffer, offset, length);
    boolean whole = readable;
    cursor.allWithdrawn(update);
    while (cursor.next()) {
      withdrawn++;
      if (routes != null) {
        Route route = Route.of(cursor, text);
        routes.remove(route);
        stale.remove(route);
      }
    }
    whole &= !cursor.malformed();
    cursor.allAnnounced(update);
    while (cursor.next()) {
      announced++;
      if (routes != null) {
        Route route = Route.of(cursor, text);
        routes.add(route);
        stale.remove(route);
      }
    }
    whole &= !cursor.malformed();
    if (!whole) {
      malformed++;
    }
    BgpError error = update.error();
    return error != null && error.treatment() == BgpError.Treatment.SESSION_RESET ? error : null;
  }

  /** Takes a mark of a route refresh into account (RFC 7313 section 4). */
  synchronized void refreshed(RouteRefresh mark) {
    AddressFamily family = mark.family();
    if (routes == null) {
      return;
    }
    if (mark.subtype() == RouteRefresh.BEGIN) {
      routes.stream().filter(r -> r.family() == family.packed()).forEach(stale::add);
    } else if (mark.subtype() == RouteRefresh.END) {
      forgetStale(route -> route.family() == family.packed());
    }
  }

  synchronized SpeakerCounters counters() {
    return new SpeakerCounters(
        messages, bytes, updates, announced, withdrawn, endsOfRib, malformed);
  }

  synchronized Set<Route> routes() {
    if (routes == null) {
      throw new IllegalStateException("this speaker was told not to keep routes");
    }
    return Set.copyOf(routes);
  }

  synchronized Set<Route> stale() {
    return Set.copyOf(stale);
  }

  synchronized String sha256() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of this Java cannot be cloned", e);
    }
  }
}
