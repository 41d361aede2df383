package io.sluice.proxy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A thousand sessions share the partitions, whatever the habits of those who name them. */
class PartitionBalanceTest {
  private static final int SESSIONS = 1000;

  static Stream<Arguments> names() {
    List<Arguments> all = new ArrayList<>();
    for (int partitions : new int[] {2, 4, 8, 16, 64}) {
      add(all, partitions, "numbered", i -> "customer-" + i);
      add(all, partitions, "places", i -> "fra" + i / 40 + "-ix/as" + (64_512 + i % 40));
      add(
          all,
          partitions,
          "as the command line has it",
          i -> "listen:179~192.0." + (2 + i / 250) + "." + (1 + i % 250) + ":179");
      add(
          all,
          partitions,
          "collectors",
          i ->
              "rrc"
                  + i / 50
                  + "|2001:7f8:4::"
                  + Integer.toHexString(i * 7)
                  + ":1|AS"
                  + (3_000 + i));
    }
    return all.stream();
  }

  private static void add(
      List<Arguments> all, int partitions, String habit, IntFunction<String> name) {
    all.add(Arguments.of(habit, partitions, name));
  }

  @ParameterizedTest(name = "{0}, {1} partitions")
  @MethodSource("names")
  void each_partition_has_about_as_many_sessions(
      String habit, int partitions, IntFunction<String> name) {
    int[] load = new int[partitions];
    IntStream.range(0, SESSIONS)
        .mapToObj(name)
        .forEach(n -> load[Publisher.partition(n.getBytes(StandardCharsets.UTF_8), partitions)]++);
    double mean = (double) SESSIONS / partitions;
    // Four standard deviations of throwing dice: once in thousands of such tests.
    double tolerance = 4 * Math.sqrt(mean * (1 - 1.0 / partitions));
    assertThat(Arrays.stream(load).boxed())
        .as(habit)
        .allSatisfy(n -> assertThat(n.doubleValue()).isBetween(mean - tolerance, mean + tolerance));
  }
}
