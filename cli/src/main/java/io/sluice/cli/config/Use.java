package io.sluice.cli.config;

import io.sluice.cli.run.live.Half;

/** What a file is read for: what the rest of it refers to need not be there. */
public enum Use {
  /** Both halves in one process. */
  BOTH,
  /** The proxy half. */
  PROXY,
  /** The judges. */
  FILTERS,
  /** Something that knows neither sessions nor stages: loading, topics. */
  CLUSTER,
  /** Only to look whether it is right. */
  CHECK;

  /** What a half of a run needs. */
  public static Use of(Half half) {
    return switch (half) {
      case BOTH -> BOTH;
      case PROXY -> PROXY;
      case FILTERS -> FILTERS;
      case LOAD -> CLUSTER;
    };
  }

  /** Whether variables and files that a part refers to are read. */
  boolean reads(String section) {
    if (section.startsWith(Keys.SESSIONS)) {
      return this == BOTH || this == PROXY || this == CHECK;
    }
    return this != CLUSTER || !section.equals("http");
  }
}
