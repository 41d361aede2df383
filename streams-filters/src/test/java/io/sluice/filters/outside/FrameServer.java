package io.sluice.filters.outside;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * A server of WebSocket (RFC 6455) on plain sockets, which does with each connection what a test
 * says: good and bad.
 */
public final class FrameServer implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final String KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** What it does with a connection; that is closed when this returns. */
  @FunctionalInterface
  public interface Script {
    void run(Connection connection) throws IOException, InterruptedException;
  }

  /** Requests so far, with all their headers. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final AtomicInteger connections = new AtomicInteger();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ServerSocket listening;

  public FrameServer(Script script) throws IOException {
    this(ServerSocketFactory.getDefault(), script);
  }

  FrameServer(ServerSocketFactory sockets, Script script) throws IOException {
    listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(
        () -> {
          while (!listening.isClosed()) {
            Socket socket = listening.accept();
            open.add(socket);
            start(
                () -> {
                  try (socket) {
                    script.run(new Connection(socket, connections.incrementAndGet()));
                  }
                });
          }
        });
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
                // The other side has gone, or the test is over.
              }
            },
            "frame-server");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return listening.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** A frame that came. */
  public record Frame(int code, byte[] octets) {
    public String text() {
      return new String(octets, StandardCharsets.UTF_8);
    }
  }

  /** A connection. */
  public final class Connection {
    /** Which one it is, from 1. */
    public final int number;

    final Socket socket;
    final OutputStream out;
    private final DataInputStream in;
    private String request;

    Connection(Socket socket, int number) throws IOException {
      this.socket = socket;
      this.number = number;
      this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** Reads a request. */
    String request() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int octet = in.read();
        if (octet < 0) {
          throw new EOFException();
        }
        head.append((char) octet);
      }
      request = head.toString();
      requests.add(request);
      return request;
    }

    /** Reads a request and says yes. */
    public Connection shakeHands() throws IOException {
      request();
      return welcome();
    }

    /** Says yes to a request that has been read. */
    Connection welcome() throws IOException {
      String key = request.replaceAll("(?is).*sec-websocket-key: *(\\S+).*", "$1");
      say(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + accept(key)
              + "\r\n\r\n");
      return this;
    }

    void say(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** The next frame; pings are answered, and not returned. */
    public Frame read() throws IOException {
      while (true) {
        int code = in.readUnsignedByte() & 0x0f;
        long length = in.readUnsignedByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] mask = in.readNBytes(4);
        byte[] octets = in.readNBytes((int) length);
        for (int i = 0; i < octets.length; i++) {
          octets[i] ^= mask[i % 4];
        }
        if (code != PING) {
          return new Frame(code, octets);
        }
        send(PONG, octets);
      }
    }

    /** Reads frames of messages up to the goodbye, and answers each. */
    public void answerAll(Answer answer) throws IOException, InterruptedException {
      for (Frame frame = read(); frame.code() != CLOSE; frame = read()) {
        answer.to(frame);
      }
      send(CLOSE, new byte[] {3, (byte) 232});
    }

    void send(int code, byte[] octets) throws IOException {
      header(code, octets.length);
      out.write(octets);
      out.flush();
    }

    /** The header of a whole message. */
    void header(int code, long length) throws IOException {
      out.write(0x80 | code);
      if (length < 126) {
        out.write((int) length);
      } else {
        int octets = length < 65_536 ? 2 : 8;
        out.write(octets == 2 ? 126 : 127);
        for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
          out.write((int) (length >> shift));
        }
      }
    }

    public void text(String text) throws IOException {
      send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads whatever comes until the other side goes. */
    void drain() throws IOException {
      InputStream all = in;
      byte[] buffer = new byte[1 << 16];
      while (all.read(buffer) >= 0) {
        // Thrown away.
      }
    }
  }

  /** What is done with a frame. */
  public interface Answer {
    void to(Frame frame) throws IOException, InterruptedException;
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
}
