package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;

/**
 * Times as {@code YYYY-MM-DDTHH:MM:SS.mmm}, UTC, the milliseconds cut. Keeps the text of the last
 * second, since messages come many to a second. Not thread safe.
 */
final class TimeText {
  private static final int LENGTH = 20;

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
}
