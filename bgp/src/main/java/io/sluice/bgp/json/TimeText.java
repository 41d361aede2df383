package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;

/**
 * Times as {@code YYYY-MM-DDTHH:MM:SS.mmm}, UTC, the milliseconds cut. Keeps the text of the last
 * second, since messages come many to a second. Not thread safe.
 */
final class TimeText {
  /** The first instant of the year 1, which stands for no time at all. */
  static final long ZERO = -62_135_596_800_000_000L;

  /** What is no time at all. */
  static final long NONE = Long.MIN_VALUE;

  /** 9 stands for a digit, a full stop for that or a comma. */
  private static final String FORM = "9999-99-99T99:99:99.999";

  private static final int LENGTH = 20;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private final AsciiBuffer text = new AsciiBuffer();
  private long second = Long.MIN_VALUE;

  /** Appends a time given in microseconds since 1970. */
  void write(long micros, AsciiBuffer out) {
    long now = Math.floorDiv(micros, 1_000_000L);
    if (now != second) {
      second = now;
      format(now);
    }
    out.put(text.buffer(), 0, LENGTH);
    out.padded(Math.floorMod(micros, 1_000_000L) / 1000, 3);
  }

  private void format(long now) {
    int ofDay = (int) Math.floorMod(now, 86_400L);
    // Days to a date of the Gregorian calendar, in years that begin in March.
    long days = Math.floorDiv(now, 86_400L) + 719_468;
    long era = Math.floorDiv(days, 146_097L);
    long ofEra = days - era * 146_097;
    long year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    long ofYear = ofEra - (365 * year + year / 4 - year / 100);
    long month = (5 * ofYear + 2) / 153;
    long day = ofYear - (153 * month + 2) / 5 + 1;
    month += month < 10 ? 3 : -9;
    year += era * 400 + (month <= 2 ? 1 : 0);
    text.clear();
    text.padded(year, 4).put('-').padded(month, 2).put('-').padded(day, 2).put('T');
    text.padded(ofDay / 3600, 2).put(':').padded(ofDay / 60 % 60, 2).put(':');
    text.padded(ofDay % 60, 2).put('.');
  }

  /** Microseconds since 1970 of a time in exactly this form; {@link #NONE} for anything else. */
  static long parse(byte[] b, int from, int to) {
    if (!hasForm(b, from, to)) {
      return NONE;
    }
    int year = number(b, from, 4);
    int month = number(b, from + 5, 2);
    int day = number(b, from + 8, 2);
    int hour = number(b, from + 11, 2);
    int minute = number(b, from + 14, 2);
    int ofMinute = number(b, from + 17, 2);
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (month < 1
        || month > 12
        || day < 1
        || day > DAYS[month - 1] + (leap && month == 2 ? 1 : 0)
        || hour > 23
        || minute > 59
        || ofMinute > 59) {
      return NONE;
    }
    long y = year - (month <= 2 ? 1 : 0);
    long era = Math.floorDiv(y, 400);
    long ofEra = y - era * 400;
    long ofYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
    long seconds = days * 86_400 + hour * 3600L + minute * 60L + ofMinute;
    return seconds * 1_000_000 + number(b, from + 20, 3) * 1000L;
  }

  private static boolean hasForm(byte[] b, int from, int to) {
    if (to - from != FORM.length()) {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      byte c = b[from + i];
      boolean fits =
          switch (FORM.charAt(i)) {
            case '9' -> c >= '0' && c <= '9';
            case '.' -> c == '.' || c == ',';
            default -> c == FORM.charAt(i);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] b, int from, int digits) {
    return (int) PlainText.digits(b, from, from + digits);
  }
}
