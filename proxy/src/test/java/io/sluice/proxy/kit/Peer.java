package io.sluice.proxy.kit;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.Header;
import io.sluice.bgp.Open;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A bare socket that says exactly what a test wants said. */
public final class Peer implements AutoCloseable {
  private final Socket socket;
  private final BufferedInputStream buffered;
  private final DataInputStream in;

  private Peer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    this.buffered = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    this.in = new DataInputStream(buffered);
  }

  /** Dials. */
  public static Peer dial(InetSocketAddress whom) throws IOException {
    return new Peer(new Socket(whom.getAddress(), whom.getPort()));
  }

  /** Dials from an address. */
  public static Peer dial(InetSocketAddress whom, String from) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(whom, 5000);
    return new Peer(socket);
  }

  /** Takes the next connection. */
  public static Peer accept(ServerSocket server) throws IOException {
    server.setSoTimeout(20_000);
    return new Peer(server.accept());
  }

  /** An OPEN with four-octet AS numbers, IPv4 unicast and further capabilities. */
  public static byte[] open(long asn, int holdTime, Open.Capability... more) {
    List<Open.Capability> all = new ArrayList<>();
    all.add(Open.multiprotocol(AddressFamily.IPV4_UNICAST));
    all.add(Open.fourOctetAs(asn));
    all.addAll(Arrays.asList(more));
    return Open.encode(asn, holdTime, (int) (0x0a000000L | asn & 0xffff), all);
  }

  /** Sends octets. */
  public synchronized Peer send(byte[]... messages) throws IOException {
    for (byte[] message : messages) {
      socket.getOutputStream().write(message);
    }
    return this;
  }

  /** Sends a KEEPALIVE every so often until it is closed. */
  public Peer keepAlive(int millis) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (!socket.isClosed()) {
                  send(Header.keepalive());
                  Thread.sleep(millis);
                }
              } catch (IOException | InterruptedException e) {
                // Closed: nobody is to be kept alive.
              }
            },
            "peer-keepalive");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** The next whole message; {@code null} at the end of the connection. */
  public byte[] receive() throws IOException {
    byte[] header = new byte[Header.LENGTH];
    try {
      in.readFully(header);
    } catch (EOFException | SocketException e) {
      return null;
    }
    byte[] message = Arrays.copyOf(header, Header.length(header, 0));
    in.readFully(message, header.length, message.length - header.length);
    return message;
  }

  /** The next message of a type, what comes before is thrown away; {@code null} at the end. */
  public byte[] receive(int type) throws IOException {
    while (true) {
      byte[] message = receive();
      if (message == null || Header.type(message, 0) == type) {
        return message;
      }
    }
  }

  /** Whether nothing comes for so long. */
  public boolean silentFor(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      return receive() == null;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(20_000);
    }
  }

  /** Whether anything comes within so long; it is not taken. */
  public boolean arrivesWithin(int millis) throws IOException {
    socket.setSoTimeout(millis);
    buffered.mark(1);
    try {
      return buffered.read() >= 0;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      buffered.reset();
      socket.setSoTimeout(20_000);
    }
  }

  /** The socket. */
  public Socket socket() {
    return socket;
  }

  /** Cuts the connection with a reset. */
  public void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
