package io.sluice.proxy.speaker;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Negotiated;
import io.sluice.bgp.Notification;
import io.sluice.bgp.update.UpdateBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection of a {@link Speaker}, from the first OPEN to the last NOTIFICATION. All methods
 * may be called from any thread.
 */
public final class SpeakerSession implements AutoCloseable {
  /** How long the last message may take, and how long the other end may take to hang up then. */
  private static final int LINGER_MILLIS = 1000;

  /** How often the reader looks at the clock when nothing comes in. */
  private static final int TICK_MILLIS = 100;

  private final Socket socket;
  private final SpeakerConfig config;
  private final SpeakerListener listener;
  private final SessionWriter writer;
  private final SessionReader reader;
  private final CompletableFuture<Boolean> established = new CompletableFuture<>();
  private final CompletableFuture<SessionEnd> end = new CompletableFuture<>();
  private byte[] sent;
  private boolean closing;

  SpeakerSession(Socket socket, SpeakerConfig config, SpeakerListener listener) throws IOException {
    this.socket = socket;
    this.config = config;
    this.listener = listener;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TICK_MILLIS);
    writer = new SessionWriter(socket.getOutputStream());
    reader = new SessionReader(this, config, writer, listener);
  }

  /** Whether OPEN and KEEPALIVE have crossed and the session has not ended. */
  public boolean isEstablished() {
    return established.getNow(false) && !end.isDone();
  }

  /** Waits until the session is established; false when it ended before, or the time is over. */
  public boolean awaitEstablished(Duration atMost) throws InterruptedException {
    try {
      return established.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  /** What the two OPENs agreed on, this end as the left one; {@code null} before. */
  public Negotiated negotiated() {
    return reader.negotiated();
  }

  /** Address and port of the other end. */
  public InetSocketAddress peer() {
    return (InetSocketAddress) socket.getRemoteSocketAddress();
  }

  /**
   * Queues whole messages to be sent as fast as the connection takes them; returns at once.
   *
   * @param messages one or more, back to back; not copied, not looked at
   */
  public void announce(byte[] messages) {
    writer.send(messages);
  }

  /** Queues whole messages, in order; returns at once. */
  public void announce(List<byte[]> messages) {
    messages.forEach(writer::send);
  }

  /** Queues the End-of-RIB marker of a family (RFC 4724 section 2); once established. */
  public void endOfRib(AddressFamily family) {
    if (family.equals(AddressFamily.IPV4_UNICAST)) {
      writer.send(Header.write(MessageType.UPDATE, 4));
      return;
    }
    UpdateBuilder marker = new UpdateBuilder(negotiated().toRight());
    marker.unreach(family);
    marker.build(Header.MAX_LENGTH).get().forEach(writer::send);
  }

  /** What came in so far. */
  public SpeakerCounters counters() {
    return reader.account().counters();
  }

  /**
   * The prefixes reachable by what came in so far: announced and not withdrawn; a copy.
   *
   * @throws IllegalStateException if the speaker was told not to keep them
   */
  public Set<Route> routes() {
    return reader.account().routes();
  }

  /** SHA-256, in hexadecimal, over the UPDATEs that came in, in order, without End-of-RIB. */
  public String sha256() {
    return reader.account().sha256();
  }

  /** Completes when the session has ended, however. */
  public CompletableFuture<SessionEnd> end() {
    return end.copy();
  }

  /**
   * Ends the session; what is still queued is not sent. Returns at once, see {@link #end}.
   *
   * @param notification the whole message to end it with; {@code null} for none
   */
  public void close(byte[] notification) {
    synchronized (writer) {
      if (!closing) {
        closing = true;
        sent = notification;
        writer.finish(notification);
      }
    }
  }

  /** Ends the session with a Cease, administrative shutdown, and waits until it has ended. */
  @Override
  public void close() {
    close(Notification.encode(Notification.CEASE, Notification.ADMINISTRATIVE_SHUTDOWN));
    try {
      end.get(3L * LINGER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Cut off below.
    }
    hangUp();
  }

  /** Cuts the connection without a word, as a crash would. */
  public void abort() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // Already closed.
    }
    hangUp();
  }

  boolean closing() {
    synchronized (writer) {
      return closing;
    }
  }

  void established() {
    established.complete(true);
    listener.established(this);
  }

  /** The life of the session, in its reader thread; tells whether it was established. */
  boolean run() {
    Thread writing = config.thread("writer", writer);
    writing.start();
    writer.send(config.open());
    String reason;
    try {
      reason = reader.read(socket.getInputStream());
    } catch (IOException e) {
      reason = "connection lost: " + e.getMessage();
    } catch (RuntimeException e) {
      reason = "failed: " + e;
    }
    linger(writing);
    SessionEnd result = new SessionEnd(sent, reader.notification(), reason);
    boolean was = !established.complete(false);
    end.complete(result);
    listener.ended(this, result);
    return was;
  }

  /** Lets the last message reach the other end: closing with unread input would reset it away. */
  private void linger(Thread writing) {
    close((byte[]) null);
    try {
      writing.join(LINGER_MILLIS);
      socket.shutdownOutput();
      byte[] scrap = new byte[1 << 16];
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
      while (sent != null && System.nanoTime() < until) {
        if (socket.getInputStream().read(scrap) < 0) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // Silent or broken: either way there is nothing more to wait for.
    }
    hangUp();
  }

  private void hangUp() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left that could be closed.
    }
  }
}
