package io.sluice.filters.grep;

/**
 * What a grep or drop stage does beside filtering.
 *
 * @param drop remove what the filter means instead of keeping it
 * @param keep let everything pass; only raise events, or end the session
 * @param eventMatch event to raise when the filter means a message or a route; empty for none
 * @param eventFail event to raise when it does not; empty for none
 * @param killMatch end the session when the filter means a message or a route
 * @param killFail end the session when it does not
 * @param whole remove whole messages with all that they withdraw, and take what the filter says
 *     nothing about as not matched: for archives, of which parts are picked
 */
public record GrepOptions(
    boolean drop,
    boolean keep,
    String eventMatch,
    String eventFail,
    boolean killMatch,
    boolean killFail,
    boolean whole) {
  /** Options of a stage that never removes withdrawals. */
  public GrepOptions(
      boolean drop,
      boolean keep,
      String eventMatch,
      String eventFail,
      boolean killMatch,
      boolean killFail) {
    this(drop, keep, eventMatch, eventFail, killMatch, killFail, false);
  }

  /** The same, but removing whole messages. */
  public GrepOptions ofWholeMessages() {
    return new GrepOptions(drop, keep, eventMatch, eventFail, killMatch, killFail, true);
  }

  /** Keeps what the filter means. */
  public static final GrepOptions GREP = new GrepOptions(false, false, "", "", false, false);

  /** Removes what the filter means. */
  public static final GrepOptions DROP = new GrepOptions(true, false, "", "", false, false);
}
