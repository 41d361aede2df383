package io.sluice.cli.run.live;

import io.sluice.schemas.cluster.Part;
import java.util.Set;

/** How much of a pipeline a process runs. */
public enum Half {
  /** All of it. */
  BOTH("", "run a pipeline"),
  /** The ends of the session. */
  PROXY("proxy", "run the proxy half of a pipeline: its ends"),
  /** The stages between them. */
  FILTERS("filters", "run the filters half of a pipeline: the stages between its ends"),
  /** Neither: what else puts records into its topics. */
  LOAD("load", "put archives into the topics");

  private final String word;
  private final String purpose;

  Half(String word, String purpose) {
    this.word = word;
    this.purpose = purpose;
  }

  /** The word that asks for it; empty for the whole. */
  public String word() {
    return word;
  }

  /** What it is for, in a few words. */
  public String purpose() {
    return purpose;
  }

  /** Whether the ends run in this process. */
  public boolean hasProxy() {
    return this == BOTH || this == PROXY;
  }

  /** Whether the judges run in this process. */
  public boolean hasFilters() {
    return this == BOTH || this == FILTERS;
  }

  /** The parts that want access to the cluster. */
  public Set<Part> parts() {
    return switch (this) {
      case BOTH -> Set.of(Part.PROXY, Part.FILTERS);
      case PROXY -> Set.of(Part.PROXY);
      case FILTERS -> Set.of(Part.FILTERS);
      case LOAD -> Set.of(Part.LOAD);
    };
  }
}
