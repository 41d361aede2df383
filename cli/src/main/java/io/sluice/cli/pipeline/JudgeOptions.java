package io.sluice.cli.pipeline;

/** A stage between the ends, run by a judge. */
public abstract class JudgeOptions extends StageOptions {
  /** Whether refused routes leave without a withdrawal in their place. */
  public boolean silent() {
    return false;
  }
}
