package io.sluice.cli;

/** Something that the operator has to mend: printed as one line, and the process exits 1. */
public class OperatorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, where, and how to mend it
   */
  public OperatorException(String message) {
    super(message);
  }

  public OperatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
