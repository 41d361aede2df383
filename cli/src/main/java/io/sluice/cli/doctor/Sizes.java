package io.sluice.cli.doctor;

import java.util.Locale;

/** Sizes as people read them. */
final class Sizes {
  private static final String UNITS = "KMGTPE";

  private Sizes() {}

  /** As in "512 octets" or "4.0 GiB". */
  static String of(long octets) {
    if (octets < 1024) {
      return octets + " octets";
    }
    int unit = (63 - Long.numberOfLeadingZeros(octets)) / 10;
    return String.format(
        Locale.ROOT, "%.1f %ciB", octets / Math.pow(1024, unit), UNITS.charAt(unit - 1));
  }
}
