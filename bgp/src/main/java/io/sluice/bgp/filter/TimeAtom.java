package io.sluice.bgp.filter;

import com.google.re2j.Matcher;
import io.sluice.bgp.AsciiBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** {@code time > 2026-01-01T12:00:00}: when the message was received, UTC. */
final class TimeAtom extends Atom {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd[['T'][' ']HH:mm[:ss]")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .appendPattern("[XXX]]")
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter WORDS =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("MMM d, uuuu[ HH:mm[:ss]]")
          .toFormatter(Locale.ENGLISH);

  private final Operator operator;
  private final long micros;
  private final Matcher regex;

  private TimeAtom(Operator operator, long micros, Matcher regex) {
    this.operator = operator;
    this.micros = micros;
    this.regex = regex;
  }

  static Atom of(Term t) {
    t.withoutIndex();
    return switch (t.operator()) {
      case PRESENT -> new TimeAtom(t.operator(), 0, null);
      case MATCH -> new TimeAtom(t.operator(), 0, Regex.compile(t));
      default -> new TimeAtom(t.operator(), micros(t), null);
    };
  }

  private static long micros(Term t) {
    Literal value = t.value();
    if (value.integer() != null) {
      return Math.multiplyExact(t.integer(0, 253_402_300_799L), 1_000_000L);
    }
    for (DateTimeFormatter format : new DateTimeFormatter[] {ISO, WORDS}) {
      try {
        return micros(
            format.parseBest(
                value.text(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
      } catch (DateTimeException e) {
        // The next form may fit.
      }
    }
    throw t.badValue(
        "a time is 2026-01-31, 2026-01-31T12:00:00, \"2026-01-31 12:00\" or seconds since 1970");
  }

  private static long micros(TemporalAccessor time) {
    var instant =
        time instanceof OffsetDateTime o
            ? o.toInstant()
            : time instanceof LocalDateTime l
                ? l.toInstant(ZoneOffset.UTC)
                : LocalDate.from(time).atStartOfDay().toInstant(ZoneOffset.UTC);
    return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
  }

  @Override
  Scope scope() {
    return Scope.MESSAGE;
  }

  @Override
  int test(Evaluation e) {
    if (operator == Operator.PRESENT) {
      return TRUE;
    }
    if (regex == null) {
      return of(operator.holds(Long.compare(e.message().timeMicros(), micros)));
    }
    AsciiBuffer out = e.text.clear();
    e.json.writeTime(e.message(), out);
    return of(Regex.finds(regex, out, 0, out.size()));
  }
}
