package io.sluice.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The TCP sockets of this machine, as Linux lists them (proc_pid_net(5)); none where it does not.
 */
final class KernelSockets {
  private static final Path PROC = Path.of("/proc");
  private static final String ESTABLISHED = "01";
  private static final String LISTEN = "0A";

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(
      String state, InetSocketAddress local, InetSocketAddress remote, String inode) {}

  private KernelSockets() {}

  /** Reads the lists. */
  static KernelSockets read() {
    KernelSockets all = new KernelSockets();
    for (String list : List.of("tcp", "tcp6")) {
      try (var lines = Files.lines(PROC.resolve("net").resolve(list))) {
        lines.skip(1).map(KernelSockets::entry).forEach(all.entries::add);
      } catch (IOException | java.io.UncheckedIOException e) {
        // Not Linux, or no IPv6: nothing is known then.
      }
    }
    return all;
  }

  private static Entry entry(String line) {
    String[] fields = line.strip().split("\\s+");
    return new Entry(fields[3], address(fields[1]), address(fields[2]), fields[9]);
  }

  /** Words of four octets in the machine's order, in hexadecimal, and the port. */
  private static InetSocketAddress address(String text) {
    int colon = text.indexOf(':');
    byte[] octets = new byte[colon / 2];
    boolean swapped = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
    for (int i = 0; i < octets.length; i++) {
      int from = swapped ? (i & ~3) + 3 - (i & 3) : i;
      octets[i] = (byte) Integer.parseInt(text, 2 * from, 2 * from + 2, 16);
    }
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(octets), Integer.parseInt(text.substring(colon + 1), 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 octets are an address", e);
    }
  }

  /**
   * Whether a connection to an address is established.
   *
   * @param from address at this end; {@code null} for any
   */
  boolean isConnected(InetAddress from, InetSocketAddress to) {
    return entries.stream()
        .filter(e -> e.state.equals(ESTABLISHED) && e.remote.equals(to))
        .anyMatch(e -> from == null || e.local.getAddress().equals(from));
  }

  /** The process that listens on a port of an address; empty when it cannot be seen. */
  Optional<ProcessHandle> listener(InetSocketAddress at) {
    return entries.stream()
        .filter(e -> e.state.equals(LISTEN) && e.local.getPort() == at.getPort())
        .filter(
            e ->
                e.local.getAddress().isAnyLocalAddress()
                    || at.getAddress().isAnyLocalAddress()
                    || e.local.getAddress().equals(at.getAddress()))
        .map(e -> owner("socket:[" + e.inode + "]"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<ProcessHandle> owner(String socket) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (has(process.resolve("fd"), socket)) {
          return ProcessHandle.of(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      // Then nobody knows.
    }
    return Optional.empty();
  }

  private static boolean has(Path descriptors, String socket) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path one : all) {
        if (Files.isSymbolicLink(one) && Files.readSymbolicLink(one).toString().equals(socket)) {
          return true;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // Another user's process, or one that just ended.
    }
    return false;
  }
}
