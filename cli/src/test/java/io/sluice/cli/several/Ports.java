package io.sluice.cli.several;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ports that stay the same over restarts of who listens there. */
final class Ports {
  /** Below those that Linux gives to outgoing connections. */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** So many that are free on 127.0.0.1, and were not given out before. */
  static List<Integer> free(int count) {
    return Stream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, LAST))
        .filter(port -> isFree(port) && GIVEN.add(port))
        .limit(count)
        .toList();
  }

  /** What ten ports begin with that are free, as a text. */
  static String prefix() {
    return Stream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST / 10, LAST / 10))
        .filter(
            ten ->
                IntStream.range(0, 10)
                    .allMatch(i -> isFree(10 * ten + i) && GIVEN.add(10 * ten + i)))
        .findFirst()
        .orElseThrow()
        .toString();
  }

  @SuppressWarnings("AddressSelection") // a literal address
  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
