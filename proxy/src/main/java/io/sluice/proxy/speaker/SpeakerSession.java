package io.sluice.proxy.speaker;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Negotiated;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.bgp.RouteRefresh;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.ByteSink;
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
  private final boolean dialled;
  private final SpeakerConfig config;
  private final Sessions peer;
  private final SessionWriter writer;
  private final StateMachine machine;
  private final ReceivedUpdates account;
  private final SessionReader reader;
  private final CompletableFuture<Boolean> established = new CompletableFuture<>();
  private final CompletableFuture<SessionEnd> end = new CompletableFuture<>();
  private final Object announcing = new Object();
  private byte[] sent;
  private boolean closing;

  /**
   * @param dialled whether this end made the connection
   * @param again whether a session of this speaker was up before
   */
  SpeakerSession(Socket socket, boolean dialled, boolean again, SpeakerConfig config, Sessions peer)
      throws IOException {
    this.socket = socket;
    this.dialled = dialled;
    this.config = config;
    this.peer = peer;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TICK_MILLIS);
    account = new ReceivedUpdates(config.keepRoutes());
    writer = new SessionWriter(socket.getOutputStream());
    machine = new StateMachine(config, again, new Effects());
    reader = new SessionReader(this, config, machine, writer, account, peer.listener());
  }

  private final class Effects implements StateMachine.Effects {
    @Override
    public void send(byte[] message) {
      writer.sendNow(message);
    }

    @Override
    public void keepaliveEvery(int seconds) {
      writer.keepaliveEvery(seconds);
    }

    @Override
    public Fault opened(Open ours, Open theirs) {
      return peer.opened(SpeakerSession.this, ours, theirs);
    }

    @Override
    public void agreed(Negotiated negotiated) {
      account.context(negotiated.toLeft());
    }

    @Override
    public void established() {
      peer.established(SpeakerSession.this, account);
      established.complete(true);
      peer.listener().established(SpeakerSession.this);
    }

    @Override
    public BgpError update(byte[] buffer, int offset, int length) {
      return account.update(buffer, offset, length);
    }

    @Override
    public void refresh(RouteRefresh refresh) {
      if (refresh.subtype() != RouteRefresh.REQUEST) {
        account.refreshed(refresh);
      } else if (negotiated().families().contains(refresh.family())) {
        announceAgain(refresh.family());
      }
    }
  }

  /** Whether OPEN and KEEPALIVE have crossed and the session has not ended. */
  public boolean isEstablished() {
    return established.getNow(false) && !end.isDone();
  }

  /** Where it is in its life; {@link SpeakerState#IDLE} when it has ended. */
  public SpeakerState state() {
    return end.isDone() ? SpeakerState.IDLE : machine.state();
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
    return machine.negotiated();
  }

  /** Address and port of the other end. */
  public InetSocketAddress peer() {
    return (InetSocketAddress) socket.getRemoteSocketAddress();
  }

  /** Whether this end made the connection. */
  boolean dialled() {
    return dialled;
  }

  /**
   * Sends whole messages; waits while more than the connection takes is queued. A speaker that
   * keeps routes keeps these for the next session.
   *
   * @param messages one or more, back to back, as this session reads them; not copied
   * @return false when the session has ended before
   */
  public boolean announce(byte[] messages) {
    // In one step, for who replays what is kept must not fall behind what was sent since.
    synchronized (announcing) {
      if (config.keepRoutes() && negotiated() != null) {
        peer.announced().add(messages, negotiated().toRight());
      }
      return writer.send(messages);
    }
  }

  /** Sends whole messages, in order, as {@link #announce(byte[])} does. */
  public void announce(List<byte[]> messages) {
    messages.forEach(this::announce);
  }

  /** Sends the End-of-RIB marker of a family (RFC 4724 section 2); once established. */
  public void endOfRib(AddressFamily family) {
    announce(marker(family));
  }

  private byte[] marker(AddressFamily family) {
    if (family.equals(AddressFamily.IPV4_UNICAST)) {
      return Header.write(MessageType.UPDATE, 4);
    }
    UpdateBuilder marker = new UpdateBuilder(negotiated().toRight());
    marker.unreach(family);
    return marker.build(Header.MAX_LENGTH).get().get(0);
  }

  /** Asks for all routes of a family again (RFC 2918). */
  public void requestRefresh(AddressFamily family) {
    writer.send(new RouteRefresh(family, RouteRefresh.REQUEST, new byte[0]).toBytes());
  }

  /** Sends what was announced in the sessions before this one, and what was said to be its end. */
  void announceAgain() {
    Announced announced = peer.announced();
    for (AddressFamily family : negotiated().families()) {
      if (announced.families().contains(family.packed())) {
        replay(family);
      }
    }
    for (AddressFamily family : announced.ended()) {
      if (negotiated().families().contains(family)) {
        writer.sendNow(marker(family));
      }
    }
  }

  private void announceAgain(AddressFamily family) {
    boolean marked = negotiated().enhancedRefresh();
    if (marked) {
      writer.sendNow(new RouteRefresh(family, RouteRefresh.BEGIN, new byte[0]).toBytes());
    }
    replay(family);
    if (marked) {
      writer.sendNow(new RouteRefresh(family, RouteRefresh.END, new byte[0]).toBytes());
    }
  }

  private void replay(AddressFamily family) {
    Announced announced = peer.announced();
    SessionWriter.Messages all = announced.replay(family.packed(), negotiated().maxLength());
    if (negotiated().toRight().equals(announced.context())) {
      writer.send(all);
      return;
    }
    SessionForm form = SessionForm.toRight(negotiated());
    writer.send(
        () -> {
          byte[] next = all.next();
          return next == null ? null : joined(form.fit(next, 0, next.length, announced.context()));
        });
  }

  private static byte[] joined(List<byte[]> messages) {
    if (messages.size() == 1) {
      return messages.get(0);
    }
    ByteSink all = new ByteSink();
    messages.forEach(all::bytes);
    return all.toByteArray();
  }

  /** What came in so far. */
  public SpeakerCounters counters() {
    return account.counters();
  }

  /**
   * The prefixes reachable by what came in so far: announced and not withdrawn; a copy.
   *
   * @throws IllegalStateException if the speaker was told not to keep them
   */
  public Set<Route> routes() {
    return account.routes();
  }

  /** Those of {@link #routes} that a restarting peer has not announced again yet (RFC 4724). */
  public Set<Route> staleRoutes() {
    return account.stale();
  }

  /** SHA-256, in hexadecimal, over the UPDATEs that came in, in order, without End-of-RIB. */
  public String sha256() {
    return account.sha256();
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

  /** The life of the session, in its reader thread; tells whether it was established. */
  boolean run() {
    Thread writing = config.thread("writer", writer);
    writing.start();
    String reason;
    try {
      reason = reader.read(socket.getInputStream());
    } catch (IOException e) {
      reason = "connection lost: " + e.getMessage();
    } catch (RuntimeException e) {
      reason = "failed: " + e;
    }
    linger(writing);
    SessionEnd result = new SessionEnd(sent, machine.notification(), reason);
    boolean was = !established.complete(false);
    if (was) {
      peer.ended(this, result);
    }
    end.complete(result);
    peer.listener().ended(this, result);
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
