package io.sluice.mrt.write;

import io.sluice.mrt.WriteOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file with a time in it: {@code $TIME}, or a layout of Go's in {@code ${..}}, such
 * as {@code updates.${20060102.1504}.mrt}. Times are UTC.
 */
final class NamePattern {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)\\}|\\$TIME");
  private static final Pattern ELEMENT = Pattern.compile("2006|01|02|15|04|05|06");

  private final String pattern;
  private final String layout;

  /**
   * A name.
   *
   * @param layout how {@code $TIME} is written
   */
  NamePattern(String pattern, String layout) {
    this.pattern = pattern;
    this.layout = layout;
  }

  /**
   * The name of what is written.
   *
   * @throws IllegalArgumentException if there is to be a file for each interval, and no time in it
   */
  static NamePattern of(String name, WriteOptions options) {
    NamePattern names = new NamePattern(name, options.timeFormat());
    if (options.rotates() && !names.timed()) {
      throw new IllegalArgumentException(
          name
              + ": a name for files by time must hold $TIME, or a layout such as ${20060102.1504}");
    }
    return names;
  }

  /** Whether the name holds a time. */
  boolean timed() {
    return PLACE.matcher(pattern).find();
  }

  /** The name for a time, microseconds since 1970, cut to an interval; {@code null} for none. */
  String at(long micros, Duration interval) {
    Instant time = Instant.ofEpochSecond(begin(micros, interval));
    Matcher places = PLACE.matcher(pattern);
    return places.replaceAll(
        place ->
            Matcher.quoteReplacement(
                written(time, place.group(1) == null ? layout : place.group(1))));
  }

  /** Seconds since 1970 when the interval around a time begins. */
  static long begin(long micros, Duration interval) {
    long second = Math.floorDiv(micros, 1_000_000L);
    long length = interval == null ? 0 : interval.toSeconds();
    return length <= 0 ? second : second - Math.floorMod(second, length);
  }

  private static String written(Instant time, String layout) {
    return ELEMENT.matcher(layout).replaceAll(element -> element(time, element.group()));
  }

  private static String element(Instant time, String element) {
    String letters =
        switch (element) {
          case "2006" -> "yyyy";
          case "06" -> "yy";
          case "01" -> "MM";
          case "02" -> "dd";
          case "15" -> "HH";
          case "04" -> "mm";
          default -> "ss";
        };
    return DateTimeFormatter.ofPattern(letters).withZone(ZoneOffset.UTC).format(time);
  }
}
