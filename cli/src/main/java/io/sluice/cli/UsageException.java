package io.sluice.cli;

/**
 * A command line that does not fit a command's options: the command's help is printed, then what is
 * wrong, and the process exits 2.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String help;

  /**
   * @param help help of the command whose options these are
   * @param message what is wrong
   */
  public UsageException(String help, String message) {
    super(message);
    this.help = help;
  }

  /** Help of the command whose options these are. */
  public String help() {
    return help;
  }
}
