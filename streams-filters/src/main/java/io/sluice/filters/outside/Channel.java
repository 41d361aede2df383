package io.sluice.filters.outside;

/**
 * A way to the outside and back, with threads of its own: none of its methods blocks. What is
 * outside may go and come again; each time that it is there is a run, with a number from 1.
 */
public interface Channel extends AutoCloseable {

  /**
   * Something that happened outside.
   *
   * @param kind what
   * @param run in which run
   * @param data what came (DATA); not changed afterwards
   * @param text why it went (DOWN)
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Arrival(Kind kind, int run, byte[] data, String text) {
    /** What can happen. */
    public enum Kind {
      /** It is there, and takes what is sent with this number. */
      UP,
      /** It said something. */
      DATA,
      /** It is gone. */
      DOWN,
      /** It has said all that it had to say after {@link Channel#end}. */
      ENDED
    }
  }

  /** The next thing that happened; {@code null} for none. */
  Arrival poll();

  /**
   * Sends something to the run with a number; forgotten if that is over, unless what is not yet
   * taken is kept for the next one.
   */
  void send(int run, byte[] octets);

  /** Octets that were sent and not yet taken. */
  long backlog();

  /** Nothing more is sent: it may say what it still has to say. */
  void end();

  /**
   * Whether it is a connection to something that lives on when the connection is cut: such a one
   * may answer in one run what it was asked in an earlier one, and is not to be sent the end of its
   * input before all is answered.
   */
  default boolean isConnection() {
    return false;
  }

  /** Ends it; returns before it has ended. */
  @Override
  void close();
}
