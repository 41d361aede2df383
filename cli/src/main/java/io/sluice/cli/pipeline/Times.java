package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Points in time as operators write them. */
public final class Times {
  private Times() {}

  /**
   * A day or a second, in UTC.
   *
   * @param option names the option in the message
   * @return null for no text
   * @throws OperatorException if it is neither
   */
  public static Instant of(String option, String text) {
    if (text == null) {
      return null;
    }
    try {
      return text.contains("T")
          ? LocalDateTime.parse(text.replaceAll("Z$", "")).toInstant(ZoneOffset.UTC)
          : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new OperatorException(
          option + " " + text + ": give a time as 2024-01-31 or 2024-01-31T12:00:00", e);
    }
  }
}
