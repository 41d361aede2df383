package io.sluice.cli;

import io.sluice.bgp.filter.Filter;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How filters are read and messages are printed. */
public final class ReadingOptions {
  @Option(
      names = "--filters",
      paramLabel = "string",
      defaultValue = "standard",
      description = "how filters are read: standard, or bgpipe for exactly its logic")
  String filters = "standard";

  @Option(
      names = "--json-full",
      description = "add to the JSON what bgpipe leaves out or leaves as octets")
  boolean jsonFull;

  @Option(
      names = "--print-bad",
      description = "print messages that do not decode, as octets with the reason")
  boolean printBad;

  /**
   * How filters are read.
   *
   * @throws OperatorException if it is no such way
   */
  public Filter.Mode filters() {
    return switch (filters.toLowerCase(Locale.ROOT)) {
      case "standard" -> Filter.Mode.STANDARD;
      case "bgpipe" -> Filter.Mode.BGPIPE;
      default -> throw new OperatorException("--filters " + filters + ": standard or bgpipe");
    };
  }

  /** Whether the JSON holds more than bgpipe's. */
  public boolean jsonFull() {
    return jsonFull;
  }

  /** Whether messages that do not decode are printed. */
  public boolean printBad() {
    return printBad;
  }
}
