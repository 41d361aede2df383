package io.sluice.cli.pipeline;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A stage between the ends, run by a judge. */
public abstract class JudgeOptions extends StageOptions {
  @Mixin ConsumingOptions consuming = new ConsumingOptions();

  /** Whether refused routes leave without a withdrawal in their place. */
  public boolean silent() {
    return false;
  }

  /** Filters that a message matches all of, or passes the stage by. */
  public final List<String> inputFilters() {
    List<String> filters = new ArrayList<>(consuming.filters);
    filters.addAll(common.filters());
    return filters;
  }
}
