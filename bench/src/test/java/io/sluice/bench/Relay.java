package io.sluice.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The simplest middle there is: copies octets between whoever connects and one address. Its
 * arguments are two addresses and ports; a third, "bent", makes it change an octet.
 */
public final class Relay {
  private Relay() {}

  /** Runs until killed. */
  public static void main(String[] args) throws IOException {
    boolean bent = args.length > 4;
    try (ServerSocket server =
        new ServerSocket(Integer.parseInt(args[1]), 8, InetAddress.getByName(args[0]))) {
      while (true) {
        Socket left = server.accept();
        Socket right = new Socket(InetAddress.getByName(args[2]), Integer.parseInt(args[3]));
        new Thread(() -> copy(left, right, bent)).start();
        new Thread(() -> copy(right, left, false)).start();
      }
    }
  }

  private static void copy(Socket from, Socket to, boolean bent) {
    byte[] buffer = new byte[65536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (bent && n > 10_000) {
          // The last octet of what is in the buffer: of a prefix, or of a community.
          buffer[9_999] ^= 1;
        }
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      // The other direction, or the end of the test, closed it.
    }
  }
}
