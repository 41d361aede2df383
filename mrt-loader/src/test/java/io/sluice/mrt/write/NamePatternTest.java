package io.sluice.mrt.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NamePatternTest {
  private static final long TIME = Instant.parse("2024-03-09T07:58:11.5Z").toEpochMilli() * 1000;

  @Test
  void timesAreWrittenAsGoWritesItsLayouts() {
    assertThat(new NamePattern("updates.$TIME.gz", "20060102.1504").at(TIME, null))
        .isEqualTo("updates.20240309.0758.gz");
    assertThat(new NamePattern("${2006}/${01}/${02}-${15:04:05}", "").at(TIME, null))
        .isEqualTo("2024/03/09-07:58:11");
    assertThat(new NamePattern("${060102}", "").at(TIME, null)).isEqualTo("240309");
  }

  @Test
  void timesAreCutToTheInterval() {
    NamePattern name = new NamePattern("$TIME", "1504:05");
    assertThat(name.at(TIME, Duration.ofMinutes(15))).isEqualTo("0745:00");
    assertThat(name.at(TIME, Duration.ofHours(24))).isEqualTo("0000:00");
    assertThat(name.at(-1, Duration.ofMinutes(1))).isEqualTo("2359:00");
  }

  @Test
  void aNameWithoutATimeStaysAsItIs() {
    assertThat(new NamePattern("out.mrt", "1504").timed()).isFalse();
    assertThat(new NamePattern("a$TIMEb", "1504").timed()).isTrue();
    assertThat(new NamePattern("a$b.mrt", "1504").at(TIME, null)).isEqualTo("a$b.mrt");
  }
}
