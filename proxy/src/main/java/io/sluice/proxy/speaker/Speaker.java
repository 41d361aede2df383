package io.sluice.proxy.speaker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A small BGP endpoint. It dials until a session is established, or listens and takes every
 * connection as a session of its own, or does both with one peer. A session has a thread that reads
 * and one that writes. What was announced in a session is announced in the next one as well.
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
  private static final int FIRST_RETRY_MILLIS = 100;
  private static final int LONGEST_RETRY_MILLIS = 5000;

  private final SpeakerConfig config;
  private final Sessions sessions;
  private final BlockingQueue<SpeakerSession> ready = new LinkedBlockingQueue<>();
  private ServerSocket server;
  private Thread accepting;
  private boolean started;
  private volatile boolean connecting;
  private volatile IOException lastFailure;

  /** One that nobody listens to. */
  public Speaker(SpeakerConfig config) {
    this(config, SpeakerListener.NONE);
  }

  /** One with a listener; not started yet. */
  public Speaker(SpeakerConfig config, SpeakerListener listener) {
    this.config = config;
    this.sessions = new Sessions(config, readied(listener));
  }

  /**
   * Listens, or begins to dial; returns at once.
   *
   * @throws IOException if the address to listen on cannot be had
   */
  public Speaker start() throws IOException {
    if (config.listens()) {
      listen();
    }
    synchronized (this) {
      started = true;
    }
    if (config.dials()) {
      config.thread("dial", this::dial).start();
    }
    return this;
  }

  private void listen() throws IOException {
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
  }

  /** Where it listens; the port is the real one when any was asked for. */
  public synchronized InetSocketAddress address() {
    return server == null ? config.local() : (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** Where it is in its life: the furthest of its sessions, else what it does to get one. */
  public SpeakerState state() {
    synchronized (this) {
      if (!started || sessions.isClosed()) {
        return SpeakerState.IDLE;
      }
    }
    SpeakerState state = sessions.state();
    return state != null ? state : connecting ? SpeakerState.CONNECT : SpeakerState.ACTIVE;
  }

  /** How many routes were announced and not withdrawn; 0 when it keeps none. */
  public int announced() {
    return sessions.announced().size();
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
    int pause = FIRST_RETRY_MILLIS;
    try {
      while (!sessions.isClosed()) {
        SpeakerSession session = connect();
        if (session != null && live(session)) {
          if (!config.redial() && !config.listens()) {
            return;
          }
          pause = FIRST_RETRY_MILLIS;
        }
        // RFC 4271 section 10: a quarter of it at random, so that two ends do not keep in step.
        Thread.sleep(pause - ThreadLocalRandom.current().nextInt(pause / 4));
        pause = Math.min(2 * pause, LONGEST_RETRY_MILLIS);
        if (config.listens()) {
          sessions.awaitNeed();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SpeakerSession connect() {
    Socket socket = new Socket();
    connecting = true;
    try {
      socket.setReuseAddress(true);
      int port = config.listens() ? 0 : config.local().getPort();
      socket.bind(new InetSocketAddress(config.local().getAddress(), port));
      socket.connect(config.remote(), CONNECT_MILLIS);
      return new SpeakerSession(socket, true, sessions.again(), config, sessions);
    } catch (IOException e) {
      lastFailure = e;
      close(socket);
      return null;
    } finally {
      connecting = false;
    }
  }

  private void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      lastFailure = e;
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server().accept();
        if (config.dials() && !config.remote().getAddress().equals(socket.getInetAddress())) {
          close(socket);
          continue;
        }
        SpeakerSession session =
            new SpeakerSession(socket, false, sessions.again(), config, sessions);
        config.thread("reader", () -> live(session)).start();
      } catch (SocketException e) {
        if (sessions.isClosed()) {
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
    if (!sessions.add(session)) {
      session.abort();
      return true;
    }
    try {
      return session.run();
    } finally {
      sessions.remove(session);
    }
  }

  /** The listener, which also puts the session where {@link #awaitSession} finds it. */
  private SpeakerListener readied(SpeakerListener listener) {
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

  /** Listens and dials no more; ends every session with a Cease and waits until they have ended. */
  @Override
  public void close() {
    var open = sessions.close();
    ServerSocket listening = server();
    if (listening != null) {
      try {
        listening.close();
      } catch (IOException e) {
        lastFailure = e;
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
