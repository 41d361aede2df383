package io.sluice.schemas;

/** What the publisher of a message does with it meanwhile; in the order of the schema's symbols. */
public enum Disposition {
  /** Held until its verdict comes. */
  GATED,
  /** Forwarded at once, as KEEPALIVE and NOTIFICATION are. */
  UNGATED,
  /** Forwarded unjudged because no verdict came in time. */
  BYPASSED,
  /** Loaded from an archive. */
  REPLAYED
}
