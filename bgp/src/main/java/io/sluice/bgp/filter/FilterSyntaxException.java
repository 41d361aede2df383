package io.sluice.bgp.filter;

/** A filter that does not compile. The message shows the text, a mark under the fault, and why. */
public final class FilterSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final int column;
  private final String problem;

  /**
   * @param text the whole filter
   * @param column where it is wrong, from 1
   * @param problem what is wrong, and what would be right
   */
  public FilterSyntaxException(String text, int column, String problem) {
    super(
        "filter, column %d: %s%n  %s%n  %s^"
            .formatted(column, problem, text.replace('\t', ' '), " ".repeat(column - 1)));
    this.text = text;
    this.column = column;
    this.problem = problem;
  }

  /** The whole filter. */
  public String text() {
    return text;
  }

  /** Where it is wrong, from 1; one more than its length for its end. */
  public int column() {
    return column;
  }

  /** What is wrong, in one line. */
  public String problem() {
    return problem;
  }
}
