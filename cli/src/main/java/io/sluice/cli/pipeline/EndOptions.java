package io.sluice.cli.pipeline;

/** One end of the session. */
public abstract class EndOptions extends StageOptions {
  /** What stands for it in the session's name: an address as it was written, with the port. */
  public abstract String label();
}
