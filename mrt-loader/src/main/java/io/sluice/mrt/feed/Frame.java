package io.sluice.mrt.feed;

/**
 * What a feed sent at once.
 *
 * @param octets what it is; as far as is known when there is a fault
 * @param place where it came from: a topic; empty when the feed has no such places
 * @param fault why it is of no use, as when it was too long; {@code null} for nothing
 */
public record Frame(byte[] octets, String place, String fault) {
  /** The longest that is believed, in octets, as bgpipe has it. */
  public static final int LONGEST = 1 << 20;

  private static final byte[] NOTHING = {};

  /** A whole one. */
  static Frame of(byte[] octets) {
    return new Frame(octets, "", null);
  }

  /** The beginning of one whose connection broke. */
  static Frame torn(long octets) {
    return new Frame(NOTHING, "", "the connection broke behind " + octets + " octets of a message");
  }

  /** One of which more came than {@link #LONGEST}. */
  static Frame tooLong(long octets) {
    return new Frame(
        NOTHING, "", "a message of " + octets + " octets, more than " + LONGEST + " are not read");
  }
}
