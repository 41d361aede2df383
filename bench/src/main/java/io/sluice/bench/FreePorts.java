package io.sluice.bench;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports of an address that nobody had when they were first asked for, below those that the kernel
 * gives to clients. The same number is the same port from then on.
 */
final class FreePorts {
  private final InetAddress address;
  private final List<Integer> found = new ArrayList<>();
  private int next;

  /**
   * @param address a literal address
   * @param from the first port that may be one
   */
  FreePorts(String address, int from) {
    try {
      this.address = InetAddress.getByName(address);
    } catch (IOException e) {
      throw new IllegalArgumentException(address, e);
    }
    this.next = from;
  }

  /** The port with this number, from 0 on. */
  synchronized int get(int number) throws IOException {
    while (found.size() <= number) {
      int port = next++;
      try (ServerSocket probe = new ServerSocket(port, 1, address)) {
        found.add(probe.getLocalPort());
      } catch (BindException e) {
        // Somebody's.
      }
    }
    return found.get(number);
  }
}
