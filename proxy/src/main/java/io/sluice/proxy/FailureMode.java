package io.sluice.proxy;

/** What happens to a direction of a session whose verdicts do not come in time. */
public enum FailureMode {
  /** End the session with a Cease to both ends. */
  CLOSE,
  /** Keep both ends alive and wait on. */
  HOLD,
  /** Forward without a verdict until verdicts come in time again; counted and audited. */
  PASS
}
