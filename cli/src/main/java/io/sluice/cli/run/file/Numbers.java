package io.sluice.cli.run.file;

import io.sluice.bgp.Direction;

/** Numbers the messages of each direction, from 1. */
public final class Numbers {
  private long toRight;
  private long toLeft;

  long next(Direction direction) {
    return direction == Direction.R ? ++toRight : ++toLeft;
  }
}
