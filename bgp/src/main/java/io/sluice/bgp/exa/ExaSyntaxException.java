package io.sluice.bgp.exa;

/** A line that is no command of ExaBGP which can be read here. */
public final class ExaSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int column;

  /**
   * @param column where the line is wrong, from 1
   * @param problem what is wrong, and what would be right
   */
  public ExaSyntaxException(int column, String problem) {
    super("column " + column + ": " + problem);
    this.column = column;
  }

  /** Where the line is wrong, from 1. */
  public int column() {
    return column;
  }
}
