package io.sluice.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Durations as bgpipe's users write them, which is Go's way: 15s, 1m0s, 250ms, 1h30m, 0. */
public final class GoDuration implements CommandLine.ITypeConverter<Duration> {
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none, negative or longer than 292 years
   */
  public static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher part = PART.matcher(text);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      nanos =
          nanos.add(
              new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
      end = part.end();
    }
    if (end == 0 || end != text.length() || nanos.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration: write it as 15s, 1m30s or 250ms");
    }
    return Duration.ofNanos(nanos.longValue());
  }

  /** Whether a text is one. */
  public static boolean isOne(String text) {
    try {
      parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Writes one: 1m0s, 15s, 250ms. */
  public static String format(Duration d) {
    if (d.isZero()) {
      return "0s";
    }
    if (d.compareTo(Duration.ofSeconds(1)) < 0) {
      return BigDecimal.valueOf(d.toNanos(), 6).stripTrailingZeros().toPlainString() + "ms";
    }
    String seconds =
        BigDecimal.valueOf(d.toNanosPart(), 9)
                .add(BigDecimal.valueOf(d.toSecondsPart()))
                .setScale(9, RoundingMode.UNNECESSARY)
                .stripTrailingZeros()
                .toPlainString()
            + "s";
    String minutes = d.toMinutes() > 0 ? d.toMinutesPart() + "m" : "";
    return (d.toHours() > 0 ? d.toHours() + "h" : "") + minutes + seconds;
  }

  @Override
  public Duration convert(String value) {
    try {
      return parse(value);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.TypeConversionException(e.getMessage());
    }
  }
}
