package io.sluice.proxy.speaker;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** The account of what a session received: written by its reader thread, read by any. */
final class ReceivedUpdates {
  private final Update update = new Update();
  private final PrefixCursor cursor = new PrefixCursor();
  private final AsciiBuffer text = new AsciiBuffer();
  private final Set<Route> routes;
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
    if (update.endOfRib() >= 0) {
      endsOfRib++;
      return null;
    }
    digest.update(buffer, offset, length);
    boolean whole = readable;
    cursor.allWithdrawn(update);
    while (cursor.next()) {
      withdrawn++;
      if (routes != null) {
        routes.remove(Route.of(cursor, text));
      }
    }
    whole &= !cursor.malformed();
    cursor.allAnnounced(update);
    while (cursor.next()) {
      announced++;
      if (routes != null) {
        routes.add(Route.of(cursor, text));
      }
    }
    whole &= !cursor.malformed();
    if (!whole) {
      malformed++;
    }
    BgpError error = update.error();
    return error != null && error.treatment() == BgpError.Treatment.SESSION_RESET ? error : null;
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

  synchronized String sha256() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of this Java cannot be cloned", e);
    }
  }
}
