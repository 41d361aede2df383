package io.sluice.cli;

/** The operator asked for help, or the version: the text is printed and the process exits 0. */
public final class HelpRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param text what to print
   */
  public HelpRequest(String text) {
    super(text);
  }
}
