package io.sluice.proxy.gate;

import io.sluice.schemas.Action;
import java.util.Arrays;

/** What became of verdicts at one gate, counted by message. Not thread safe. */
public final class VerdictTally {
  /** Decided a message that waited, by {@link Action}. */
  public final long[] applied = new long[Action.values().length];

  /** Of those, how many came before the verdict of an earlier message. */
  public long early;

  /** For a message that was forwarded unjudged before. */
  public long late;

  /** For a message that had its verdict before. */
  public long doubled;

  /** For a message that was never sent. */
  public long unknown;

  /** Back to nothing. */
  public void clear() {
    Arrays.fill(applied, 0);
    early = 0;
    late = 0;
    doubled = 0;
    unknown = 0;
  }
}
