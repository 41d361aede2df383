package io.sluice.filters;

import io.sluice.bgp.Direction;
import io.sluice.bgp.filter.Filter;
import io.sluice.filters.grep.GrepOptions;
import io.sluice.filters.grep.GrepStage;
import io.sluice.filters.limit.LimitOptions;
import io.sluice.filters.limit.LimitStage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Pipelines for tests. */
public final class Pipelines {
  private static final Set<Direction> BOTH = EnumSet.allOf(Direction.class);

  private Pipelines() {}

  public static Pipeline of(StageSpec... stages) {
    return new Pipeline(List.of(stages), Set.of());
  }

  public static StageSpec stage(String name, Supplier<? extends Stage> factory) {
    return new StageSpec(name, name, BOTH, false, factory);
  }

  public static StageSpec grep(String filter) {
    return new StageSpec(
        "grep",
        "grep " + filter,
        BOTH,
        false,
        () -> new GrepStage(Filter.compile(filter), GrepOptions.GREP));
  }

  public static StageSpec drop(String filter) {
    return new StageSpec(
        "drop",
        "drop " + filter,
        BOTH,
        false,
        () -> new GrepStage(Filter.compile(filter), GrepOptions.DROP));
  }

  public static StageSpec limit(LimitOptions options) {
    return new StageSpec("limit", "limit " + options, BOTH, false, () -> new LimitStage(options));
  }

  public static StageSpec silent(StageSpec spec) {
    return new StageSpec(spec.name(), spec.text(), spec.directions(), true, spec.factory());
  }
}
