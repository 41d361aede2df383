package io.sluice.proxy.tunnel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between two ends of TCP, and cuts what goes through it when it is told to. */
final class Relay implements AutoCloseable {
  private final ServerSocket listening;
  private volatile int to;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicLong carried = new AtomicLong();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean shut;
  private volatile boolean frozen;

  Relay(int to) throws IOException {
    this.to = to;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Octets so far, both ways. */
  long carried() {
    return carried.get();
  }

  int connections() {
    return connections.get();
  }

  /** Sends who comes from now on somewhere else. */
  void redirect(int port) {
    to = port;
  }

  /** Resets all connections that there are. */
  void cut() {
    for (Socket socket : open) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It is closed.
      }
    }
    open.clear();
  }

  /** Whether new connections are closed at once. */
  void shut(boolean now) {
    shut = now;
  }

  /** Whether nothing is carried, and nothing closed either: a network that drops all. */
  void freeze(boolean now) {
    frozen = now;
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException e) {
                // It was cut.
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket left = listening.accept();
      if (shut) {
        left.close();
        continue;
      }
      Socket right = new Socket(InetAddress.getLoopbackAddress(), to);
      connections.incrementAndGet();
      open.addAll(List.of(left, right));
      start(() -> carry(left, right));
      start(() -> carry(right, left));
    }
  }

  private void carry(Socket from, Socket into) throws IOException, InterruptedException {
    try (from;
        into) {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      byte[] buffer = new byte[1 << 15];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        while (frozen) {
          Thread.sleep(10);
        }
        out.write(buffer, 0, n);
        carried.addAndGet(n);
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
