package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellTimeTest {

  @Test
  void waiting_takes_time_and_working_takes_cpu() throws Exception {
    ShellTime waited = ShellTime.of("sleep 0.2");
    assertThat(waited.wall()).isGreaterThan(0.19);
    assertThat(waited.cpu()).isLessThan(0.15);
    assertThat(waited.status()).isZero();
    ShellTime worked = ShellTime.of("i=0; while [ $i -lt 50000 ]; do i=$((i + 1)); done");
    assertThat(worked.cpu()).isGreaterThan(0.01);
  }

  @Test
  void memory_counts_while_it_is_there() throws Exception {
    // Once it has all of it, however long that takes, it keeps it for a second.
    long peak =
        ShellTime.of("x=$(head -c 60000000 /dev/zero | tr '\\0' a); sleep 1; echo ${#x}").peak();
    assertThat(peak).isBetween(50L, 500L);
  }

  @Test
  void the_exit_status_is_that_of_the_command() throws Exception {
    assertThat(ShellTime.of("( exit 5 )").status()).isEqualTo(5);
  }
}
