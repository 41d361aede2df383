package io.sluice.bgp.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Which of the words that there are somebody may have meant. */
public final class Nearest {
  private Nearest() {}

  /** The word with the least edits between; {@code null} when there is none. */
  public static String of(String word, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(k -> distance(word, k))).orElse(null);
  }

  /** How many letters have to be put in, taken out or changed (Levenshtein); case counts not. */
  public static int distance(String a, String b) {
    String from = a.toLowerCase(Locale.ROOT);
    String to = b.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
