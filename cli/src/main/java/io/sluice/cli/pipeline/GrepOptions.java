package io.sluice.cli.pipeline;

import io.sluice.bgp.Direction;
import picocli.CommandLine.Command;

/** Keeps what a filter matches. */
@Command(name = "grep", description = "keep only the routes and messages that a filter matches")
public final class GrepOptions extends FilterOptions {
  static GrepOptions of(String filter, Direction direction) {
    GrepOptions options = new GrepOptions();
    options.argument(filter);
    options.common.left = direction == Direction.L;
    options.common.right = direction == Direction.R;
    return options;
  }
}
