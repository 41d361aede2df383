package io.sluice.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.cli.Console;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Prints what the checks found: lines as they come, or one JSON object at the end. */
final class Printer {
  private static final String MEND = " ".repeat(28) + "> %s%n";
  private static final Map<Level, String> COLOURS =
      Map.of(Level.OK, "32", Level.WARN, "33", Level.FAIL, "1;31", Level.UNCHECKED, "2");

  private final PrintStream out;
  private final boolean colours;
  private final ObjectNode json;
  private final Map<Level, Integer> counts = new EnumMap<>(Level.class);

  Printer(Console console, boolean asJson) {
    this.out = console.out();
    this.colours = console.terminal();
    this.json = asJson ? new ObjectMapper().createObjectNode() : null;
    if (asJson) {
      json.put("ok", false).putArray("findings");
    }
  }

  void tell(Check check, List<Finding> findings) {
    for (Finding f : findings) {
      counts.merge(f.level(), 1, Integer::sum);
      if (json != null) {
        ((ArrayNode) json.get("findings"))
            .addObject()
            .put("check", check.name())
            .put("level", f.level().word())
            .put("text", f.text())
            .put("mend", f.mend());
        continue;
      }
      String row = String.format("%-13s  %-11s  %s%n", check.name(), f.level().word(), f.text());
      out.print(colours ? coloured(row, f.level()) : row);
      if (!f.mend().isEmpty()) {
        out.printf(MEND, f.mend());
      }
    }
    out.flush();
  }

  private static String coloured(String row, Level level) {
    return row.replaceFirst(
        level.word(), "\u001b[" + COLOURS.get(level) + "m" + level.word() + "\u001b[0m");
  }

  /** Ends; returns whether nothing failed. */
  boolean end() {
    boolean good = !counts.containsKey(Level.FAIL);
    if (json != null) {
      out.println(json.put("ok", good).toPrettyString());
    } else {
      out.println(
          good
              ? counts.containsKey(Level.WARN) ? "nothing fails, see warn above" : "all is well"
              : counts.get(Level.FAIL) + " FAIL; behind > stands how to mend it");
    }
    return good;
  }
}
