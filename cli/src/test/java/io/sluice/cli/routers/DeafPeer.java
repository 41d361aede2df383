package io.sluice.cli.routers;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** An end that waits, establishes a session, and then does not read on until it is told to. */
final class DeafPeer implements Resource {
  private final ServerSocket server = new ServerSocket();
  private Socket socket;
  private DataInputStream in;

  DeafPeer(String address) throws IOException {
    // A small buffer is full soon.
    server.setReceiveBufferSize(16_384);
    server.bind(new InetSocketAddress(address, Pair.BGP));
  }

  /** Takes one connection and gets it established. */
  void establish(long asn) throws IOException {
    socket = server.accept();
    in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write(Octets.open(asn, false));
    byte[] first = next();
    while (first[Header.TYPE_OFFSET] != MessageType.OPEN.code()) {
      first = next();
    }
    socket.getOutputStream().write(Header.keepalive());
  }

  /** The next message; reads as long as it takes. */
  byte[] next() throws IOException {
    byte[] header = in.readNBytes(Header.LENGTH);
    byte[] message = Arrays.copyOf(header, Header.length(header, 0));
    in.readFully(message, Header.LENGTH, message.length - Header.LENGTH);
    return message;
  }

  @Override
  public void close() {
    try {
      server.close();
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // Nothing is left that could be closed.
    }
  }
}
