package io.sluice.proxy.speaker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A small BGP endpoint. It dials until a session is established, or listens and takes every
 * connection as a session of its own. A session has a thread that reads and one that writes.
 *
 * <pre>{@code
 * try (Speaker speaker = new Speaker(SpeakerConfig.listen(at, 64500, "192.0.2.1"))) {
 *   SpeakerSession session = speaker.start().awaitSession(Duration.ofSeconds(10));
 *   session.announce(updates);
 * }
 * }</pre>
 */
public final class Speaker implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5000;
  private static final int RETRY_MILLIS = 100;

  private final SpeakerConfig config;
  private final SpeakerListener listener;
  private final BlockingQueue<SpeakerSession> ready = new LinkedBlockingQueue<>();
  private final List<SpeakerSession> sessions = new ArrayList<>();
  private ServerSocket server;
  private Thread accepting;
  private boolean closed;
  private volatile IOException lastFailure;

  /** One that nobody listens to. */
  public Speaker(SpeakerConfig config) {
    this(config, SpeakerListener.NONE);
  }

  /** One with a listener; not started yet. */
  public Speaker(SpeakerConfig config, SpeakerListener listener) {
    this.config = config;
    this.listener = listener;
  }

  /**
   * Listens, or begins to dial; returns at once.
   *
   * @throws IOException if the address to listen on cannot be had
   */
  public Speaker start() throws IOException {
    if (config.dials()) {
      config.thread("dial", this::dial).start();
      return this;
    }
    ServerSocket listening = new ServerSocket();
    listening.setReuseAddress(true);
    try {
      listening.bind(config.local());
    } catch (IOException e) {
      listening.close();
      throw new IOException("cannot listen on " + config.local() + ": " + e.getMessage(), e);
    }
    synchronized (this) {
      server = listening;
      accepting = config.thread("listen", this::accept);
      accepting.start();
    }
    return this;
  }

  /** Where it listens; the port is the real one when any was asked for. */
  public synchronized InetSocketAddress address() {
    return server == null ? config.local() : (InetSocketAddress) server.getLocalSocketAddress();
  }

  /**
   * The next session that got established and was not returned by this method before.
   *
   * @throws IOException if there is none in time; it says why dialling failed last
   */
  public SpeakerSession awaitSession(Duration atMost) throws IOException, InterruptedException {
    SpeakerSession session = ready.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (session != null) {
      return session;
    }
    String whom = config.dials() ? "with " + config.remote() : "on " + address();
    IOException failure = lastFailure;
    throw new IOException(
        "no session "
            + whom
            + " within "
            + atMost.toMillis()
            + " ms"
            + (failure == null ? "" : ": " + failure.getMessage()),
        failure);
  }

  private void dial() {
    try {
      while (!isClosed()) {
        SpeakerSession session = connect();
        if (session != null) {
          boolean was = live(session);
          if (was && !config.redial()) {
            return;
          }
        }
        Thread.sleep(RETRY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SpeakerSession connect() {
    Socket socket = new Socket();
    try {
      socket.setReuseAddress(true);
      socket.bind(config.local());
      socket.connect(config.remote(), CONNECT_MILLIS);
      return new SpeakerSession(socket, config, readied());
    } catch (IOException e) {
      lastFailure = e;
      try {
        socket.close();
      } catch (IOException f) {
        e.addSuppressed(f);
      }
      return null;
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server().accept();
        SpeakerSession session = new SpeakerSession(socket, config, readied());
        config.thread("reader", () -> live(session)).start();
      } catch (SocketException e) {
        if (isClosed()) {
          return;
        }
        lastFailure = e;
      } catch (IOException e) {
        lastFailure = e;
      }
    }
  }

  private synchronized ServerSocket server() {
    return server;
  }

  /** Runs a session to its end; tells whether it was established. */
  private boolean live(SpeakerSession session) {
    synchronized (this) {
      if (closed) {
        session.abort();
        return true;
      }
      sessions.add(session);
    }
    boolean established = session.run();
    synchronized (this) {
      sessions.remove(session);
    }
    return established;
  }

  /** The listener, which also puts the session where {@link #awaitSession} finds it. */
  private SpeakerListener readied() {
    return new SpeakerListener() {
      @Override
      public void established(SpeakerSession session) {
        listener.established(session);
        ready.add(session);
      }

      @Override
      public void received(SpeakerSession session, byte[] buffer, int offset, int length, long t) {
        listener.received(session, buffer, offset, length, t);
      }

      @Override
      public void ended(SpeakerSession session, SessionEnd end) {
        listener.ended(session, end);
      }
    };
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Listens and dials no more; ends every session with a Cease and waits until they have ended. */
  @Override
  public void close() {
    List<SpeakerSession> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(sessions);
      if (server != null) {
        try {
          server.close();
        } catch (IOException e) {
          lastFailure = e;
        }
      }
    }
    open.forEach(SpeakerSession::close);
    await(accepting());
  }

  private synchronized Thread accepting() {
    return accepting;
  }

  /** The kernel lets the port go when the thread has left its call, not when the socket closes. */
  private static void await(Thread thread) {
    if (thread != null) {
      try {
        thread.join(CONNECT_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
