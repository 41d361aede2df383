package io.sluice.proxy.speaker;

import io.sluice.bgp.Header;
import io.sluice.bgp.Open;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** A bare socket that says exactly what a test wants said, right or wrong. */
final class RawPeer implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;

  private RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    socket.setSoTimeout(10_000);
  }

  static RawPeer dial(InetSocketAddress whom) throws IOException {
    return new RawPeer(new Socket(whom.getAddress(), whom.getPort()));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** The next whole message; {@code null} at the end of the connection. */
  byte[] receive() throws IOException {
    byte[] header = new byte[Header.LENGTH];
    try {
      in.readFully(header);
    } catch (EOFException e) {
      return null;
    }
    byte[] message = java.util.Arrays.copyOf(header, Header.length(header, 0));
    in.readFully(message, header.length, message.length - header.length);
    return message;
  }

  /** The next message of a type. */
  byte[] receive(int type) throws IOException {
    while (true) {
      byte[] message = receive();
      if (message == null || Header.type(message, 0) == type) {
        return message;
      }
    }
  }

  /** Sends an OPEN and a KEEPALIVE, and waits for both. */
  void handshake(int holdTime) throws IOException {
    send(Open.encode(64500, holdTime, 0x0a000002, List.of(Open.fourOctetAs(64500))));
    receive(1);
    send(Header.keepalive());
    receive(4);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
