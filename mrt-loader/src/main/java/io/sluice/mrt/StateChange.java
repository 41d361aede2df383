package io.sluice.mrt;

/**
 * A change of the state of a session, as a collector saw it (RFC 6396 4.4.1).
 *
 * @param before the old state: 1 Idle, 2 Connect, 3 Active, 4 OpenSent, 5 OpenConfirm, 6
 *     Established; Quagga writes 7 and 8 too; any number of 16 bits
 * @param after the new state
 */
public record StateChange(int before, int after) {
  /** Up: exchanging routes. */
  public static final int ESTABLISHED = 6;

  private static final String[] NAMES = {
    "Unknown",
    "Idle",
    "Connect",
    "Active",
    "OpenSent",
    "OpenConfirm",
    "Established",
    "Clearing",
    "Deleted"
  };

  /** Whether the session came up. */
  public boolean up() {
    return after == ESTABLISHED && before != ESTABLISHED;
  }

  /** Whether the session was up and is no more. */
  public boolean down() {
    return before == ESTABLISHED && after != ESTABLISHED;
  }

  /** The name of a state. */
  public static String name(int state) {
    return state >= 0 && state < NAMES.length ? NAMES[state] : "State " + state;
  }

  @Override
  public String toString() {
    return name(before) + " to " + name(after);
  }
}
