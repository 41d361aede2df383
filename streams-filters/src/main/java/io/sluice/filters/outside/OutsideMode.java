package io.sluice.filters.outside;

/** What goes out and what comes in. */
public enum OutsideMode {
  /** Each message goes out and waits for what comes back. */
  FILTER,
  /** Each message goes out and goes on; new messages come in. */
  COPY,
  /** Nothing goes out; new messages come in. */
  READ,
  /** Each message goes out and goes on; nothing comes in. */
  WRITE
}
