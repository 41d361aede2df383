package io.sluice.cli.routers;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** An end that sends whatever it is told to, right or wrong, and remembers what it is answered. */
final class RawPeer implements Resource {
  private final Socket socket = new Socket();
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean ended;

  /** Dials from one address to another. */
  RawPeer(String from, String to, int port) throws IOException {
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(to, port), 5_000);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(200);
  }

  /** Sends octets as they are. */
  void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
  }

  /** Closes its sending half, as a program does that has said all. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** The messages that come in until one of this type, or until the end, or the time is over. */
  List<byte[]> readUntil(MessageType type, int seconds) throws IOException {
    List<byte[]> messages = new ArrayList<>();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      byte[] message = next();
      if (message != null) {
        messages.add(message);
        if (Header.type(message, 0) == type.code()) {
          return messages;
        }
      } else if (ended) {
        return messages;
      } else {
        fill();
      }
    }
    return messages;
  }

  /** Waits for the NOTIFICATION with which it is sent away; {@code null} when none comes. */
  byte[] notification(int seconds) throws IOException {
    List<byte[]> all = readUntil(MessageType.NOTIFICATION, seconds);
    byte[] last = all.isEmpty() ? null : all.get(all.size() - 1);
    return last != null && Header.type(last, 0) == MessageType.NOTIFICATION.code() ? last : null;
  }

  /** Whether the other end closes within the time. */
  boolean hungUp(int seconds) throws IOException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (!ended && System.nanoTime() < end) {
      fill();
    }
    return ended;
  }

  private byte[] next() {
    byte[] all = pending.toByteArray();
    if (all.length < Header.LENGTH || all.length < Header.length(all, 0)) {
      return null;
    }
    int length = Header.length(all, 0);
    byte[] message = java.util.Arrays.copyOf(all, length);
    pending.reset();
    pending.write(all, length, all.length - length);
    return message;
  }

  private void fill() {
    byte[] octets = new byte[65_536];
    try {
      InputStream in = socket.getInputStream();
      int count = in.read(octets);
      if (count < 0) {
        ended = true;
      } else {
        pending.write(octets, 0, count);
      }
    } catch (SocketTimeoutException e) {
      // Nothing came just now.
    } catch (IOException e) {
      ended = true; // reset by the other end
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left that could be closed.
    }
  }
}
