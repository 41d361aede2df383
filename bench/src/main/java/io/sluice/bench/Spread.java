package io.sluice.bench;

import java.util.Arrays;
import java.util.Locale;

/** Several repetitions of one measure: median, least and most. */
public record Spread(double median, double least, double most, int count) {

  /** Of these values, at least one. */
  public static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return new Spread(median, sorted[0], sorted[n - 1], n);
  }

  /** As "1.23 [1.10–1.40]", with so many decimals. */
  public String text(int decimals) {
    String one = "%,." + decimals + "f";
    String all = count == 1 ? one : one + " [" + one + "–" + one + "]";
    return String.format(Locale.ROOT, all, median, least, most);
  }
}
