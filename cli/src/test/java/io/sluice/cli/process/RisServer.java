package io.sluice.cli.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server as RIS Live is one, over WebSocket (RFC 6455) and as a stream of lines. It sends each of
 * its messages once, whoever is connected, cuts the connection in front of some, and when all are
 * sent waits for the other side to go, or goes itself.
 */
final class RisServer implements AutoCloseable {
  private static final String KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  /** What clients asked for: the data of ris_subscribe, or the header. */
  final LinkedBlockingQueue<String> subscriptions = new LinkedBlockingQueue<>();

  /** Connections so far. */
  volatile int connections;

  /** Pings that were answered. */
  volatile int pongs;

  /** Pings that clients sent. */
  volatile int probes;

  /** Whether a client said goodbye. */
  final CountDownLatch goodbye = new CountDownLatch(1);

  private final ServerSocket listening;
  private final List<String> messages;
  private final Set<Integer> cuts;
  private final boolean ends;
  private volatile CountDownLatch answered;
  private int next;
  private int cutAt = -1;

  /**
   * @param cuts numbers of messages in front of which a connection is cut, from 0
   * @param ends whether it goes when all are sent, so that nobody can connect any more
   */
  RisServer(List<String> messages, Set<Integer> cuts, boolean ends) throws IOException {
    this.messages = messages;
    this.cuts = cuts;
    this.ends = ends;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "ris-server");
    thread.setDaemon(true);
    thread.start();
  }

  String url(String scheme) {
    return scheme + "://127.0.0.1:" + listening.getLocalPort() + "/v1/?client=test";
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        connections++;
        talk(socket, new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
      } catch (IOException e) {
        // The other side went, or the test is over.
      }
    }
  }

  private void talk(Socket socket, InputStream in, OutputStream out) throws IOException {
    String request = head(in);
    Thread hearing = null;
    boolean web = request.toLowerCase().contains("upgrade: websocket");
    if (web) {
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept(header(request, "sec-websocket-key"))
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      DataInputStream data = new DataInputStream(in);
      subscriptions.add(new String(frame(data, new int[1]), StandardCharsets.UTF_8));
      answered = new CountDownLatch(1);
      hearing = listen(data, out);
      send(out, 0x80 | PING, new byte[] {1, 2});
      await(answered);
    } else {
      subscriptions.add(header(request, "x-ris-subscribe"));
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
    }
    while (next < messages.size()) {
      if (cuts.contains(next) && cutAt != next) {
        cutAt = next;
        cut(socket, hearing);
        return;
      }
      byte[] octets = messages.get(next).getBytes(StandardCharsets.UTF_8);
      next++;
      if (!web) {
        out.write(octets);
        out.write('\n');
      } else if (next % 3 == 0 && octets.length > 10) {
        // In two fragments.
        send(out, TEXT, java.util.Arrays.copyOf(octets, 10));
        send(out, 0x80, java.util.Arrays.copyOfRange(octets, 10, octets.length));
      } else {
        send(out, 0x80 | TEXT, octets);
      }
    }
    out.flush();
    if (ends) {
      listening.close();
      cut(socket, hearing);
      return;
    }
    await(goodbye);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends a connection in its middle, but so that what was sent arrives. */
  private static void cut(Socket socket, Thread hearing) throws IOException {
    socket.shutdownOutput();
    if (hearing != null) {
      try {
        hearing.join(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Hears what a client says meanwhile. */
  private Thread listen(DataInputStream data, OutputStream out) {
    Thread thread =
        new Thread(
            () -> {
              try {
                int[] code = new int[1];
                while (true) {
                  byte[] octets = frame(data, code);
                  if (code[0] == PING) {
                    probes++;
                    send(out, 0x80 | PONG, octets);
                  } else if (code[0] == PONG) {
                    pongs++;
                    answered.countDown();
                  } else if (code[0] == CLOSE) {
                    goodbye.countDown();
                    return;
                  }
                }
              } catch (IOException e) {
                // It has gone without a word.
              }
            },
            "ris-server-reader");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("gone");
      }
      head.write(octet);
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  private static String header(String request, String name) {
    return request
        .lines()
        .filter(line -> line.toLowerCase().startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + KEY).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A frame of a client, whose octets are masked. */
  private static byte[] frame(DataInputStream in, int[] code) throws IOException {
    code[0] = in.readUnsignedByte() & 0x0f;
    int length = in.readUnsignedByte() & 0x7f;
    length = length == 126 ? in.readUnsignedShort() : length;
    byte[] mask = in.readNBytes(4);
    byte[] octets = in.readNBytes(length);
    for (int i = 0; i < octets.length; i++) {
      octets[i] ^= mask[i % 4];
    }
    return octets;
  }

  private static void send(OutputStream out, int head, byte[] octets) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(head);
    if (octets.length < 126) {
      frame.write(octets.length);
    } else if (octets.length < 1 << 16) {
      frame.write(126);
      frame.write(octets.length >>> 8);
      frame.write(octets.length);
    } else {
      frame.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) octets.length >>> shift));
      }
    }
    frame.writeBytes(octets);
    synchronized (out) {
      out.write(frame.toByteArray());
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    goodbye.countDown();
    listening.close();
  }
}
