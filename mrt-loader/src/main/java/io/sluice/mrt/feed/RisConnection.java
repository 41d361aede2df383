package io.sluice.mrt.feed;

/** A connection to RIS Live, which fills an inbox. */
interface RisConnection {
  /** A frame has been taken from the inbox: another may come. */
  void taken();

  /** Asks the other side for a sign of life, where that can be asked for. */
  void probe();

  /** Closes it; the inbox ends. */
  void close();
}
