package io.sluice.cli.config;

import io.sluice.cli.GoDuration;
import io.sluice.cli.OperatorException;
import io.sluice.cli.http.HttpOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a value may be.
 *
 * @param name what it is called in the reference
 * @param shape how it stands in the file
 * @param check throws IllegalArgumentException or OperatorException with what is allowed
 */
record ValueType(String name, Shape shape, Consumer<String> check) {

  /** How a value stands in the file. */
  enum Shape {
    /** One value. */
    ONE,
    /** A list of values, or one alone. */
    MANY,
    /** Words of a command line. */
    STAGE,
    /** A list of these. */
    STAGES
  }

  static final ValueType TEXT = new ValueType("text", Shape.ONE, v -> {});
  static final ValueType WORDS = new ValueType("list of text", Shape.MANY, v -> {});
  static final ValueType STAGE = new ValueType("stage", Shape.STAGE, v -> {});
  static final ValueType STAGES = new ValueType("list of stages", Shape.STAGES, v -> {});
  static final ValueType FLAG =
      new ValueType(
          "true or false",
          Shape.ONE,
          v -> allow(v.equals("true") || v.equals("false"), "true or false"));
  static final ValueType ADDRESS = new ValueType("HOST:PORT", Shape.ONE, HttpOptions::address);

  private static void allow(boolean good, String allowed) {
    if (!good) {
      throw new IllegalArgumentException(allowed);
    }
  }

  /** A duration, at least so long. */
  static ValueType duration(Duration least) {
    return new ValueType(
        "duration",
        Shape.ONE,
        v -> {
          Duration value;
          try {
            value = GoDuration.parse(v);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a duration, such as 250ms, 15s, 1m30s or 168h", e);
          }
          allow(value.compareTo(least) >= 0, GoDuration.format(least) + " or more");
        });
  }

  /** A whole number within bounds; -1 too when that means something. */
  static ValueType number(long least, long most, boolean minusOne) {
    String allowed =
        "a whole number, "
            + (most == Long.MAX_VALUE ? least + " or more" : least + " to " + most)
            + (minusOne ? ", or -1" : "");
    return new ValueType(
        "number",
        Shape.ONE,
        v -> {
          long n;
          try {
            n = Long.parseLong(v);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException(allowed, e);
          }
          allow(n >= least && n <= most || minusOne && n == -1, allowed);
        });
  }

  /** One of some words. */
  static ValueType choice(String... words) {
    List<String> all = List.of(words);
    String list =
        String.join(", ", all.subList(0, all.size() - 1)) + " or " + words[words.length - 1];
    return new ValueType(list, Shape.ONE, v -> allow(all.contains(v), list));
  }

  /** Text that another part of the program can tell whether it is right. */
  static ValueType checked(String name, Consumer<String> check) {
    return new ValueType(name, Shape.ONE, check);
  }

  /** What is allowed instead of a value; {@code null} when it is right. */
  String fault(String value) {
    try {
      check.accept(value);
      return null;
    } catch (IllegalArgumentException | OperatorException e) {
      return e.getMessage();
    }
  }
}
