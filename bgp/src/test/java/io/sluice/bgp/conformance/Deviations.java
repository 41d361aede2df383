package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Where we differ from bgpipe on purpose: a table of case and reason, one file for each set of
 * cases. A case that differs and is not listed fails, and so does a listed one that does not
 * differ.
 */
final class Deviations {
  private final String name;
  private final Map<String, String> reasons = new LinkedHashMap<>();
  private final Map<String, String> seen = new LinkedHashMap<>();

  private Deviations(String name) {
    this.name = name;
  }

  static Deviations of(String name) {
    Deviations deviations = new Deviations(name);
    try (InputStream in = Deviations.class.getResourceAsStream(name)) {
      assertThat(in).as("table of deviations %s", name).isNotNull();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] columns = line.split("\t");
          assertThat(columns).as("%s: case, tab, reason in: %s", name, line).hasSize(2);
          deviations.reasons.put(columns[0], columns[1]);
        }
      }
      return deviations;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes a case and whether it came out as bgpipe's. */
  void compare(String caseName, String expected, String actual) {
    if (!expected.equals(actual)) {
      seen.put(caseName, "expected " + expected + "\n  but was  " + actual);
    }
  }

  /** The listed cases. */
  Set<String> names() {
    return reasons.keySet();
  }

  /** Fails unless exactly the listed cases differed. */
  void verify() {
    verifyOf(caseName -> true);
  }

  /** Fails unless exactly those of the listed cases differed that were looked at. */
  void verifyOf(Predicate<String> lookedAt) {
    StringBuilder report = new StringBuilder();
    seen.forEach(
        (caseName, difference) -> {
          if (!reasons.containsKey(caseName)) {
            report.append(caseName).append(":\n  ").append(difference).append('\n');
          }
        });
    TreeSet<String> passed = new TreeSet<>(reasons.keySet());
    passed.removeAll(seen.keySet());
    passed.removeIf(lookedAt.negate());
    passed.forEach(
        c -> report.append(c).append(": listed in ").append(name).append(", but equal\n"));
    assertThat(report.toString()).as("differences from bgpipe").isEmpty();
  }
}
