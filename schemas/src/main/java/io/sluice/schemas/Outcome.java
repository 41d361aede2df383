package io.sluice.schemas;

/** What became of a message, for the audit; in the order of the schema's symbols. */
public enum Outcome {
  PASSED,
  DROPPED,
  REPLACED,
  CLOSED,
  /** Forwarded without a verdict. */
  BYPASSED,
  /** Of a type that needs no verdict, or replayed. */
  UNGATED;

  /** The outcome of a verdict. */
  public static Outcome of(Action action) {
    return switch (action) {
      case PASS -> PASSED;
      case DROP -> DROPPED;
      case REPLACE -> REPLACED;
      case CLOSE -> CLOSED;
      case INJECT -> throw new IllegalArgumentException("an injection is no verdict");
    };
  }
}
