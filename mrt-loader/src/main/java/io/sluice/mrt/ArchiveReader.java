package io.sluice.mrt;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import java.io.Closeable;
import java.io.IOException;

/**
 * Reads an archive record by record, when it is asked: so several can be merged by time. What it
 * gives is used again and holds until the next call of {@link #next}, but for {@link #peer}, {@link
 * #state} and {@link #damage}, which stay as they are. For one thread.
 */
public interface ArchiveReader extends Closeable {
  /** What a record is. */
  enum Kind {
    /** A BGP message: {@link ArchiveReader#message}. */
    MESSAGE,
    /** A change of a session's state: {@link ArchiveReader#state}. */
    STATE,
    /** Octets that are no record: {@link ArchiveReader#damage}. The reader goes on behind them. */
    DAMAGE
  }

  /**
   * Goes to the next record that is a message, a change of state or damage; others are passed over.
   *
   * @return what it is, or {@code null} at the end
   * @throws IOException if reading fails or the compression is damaged; it names the offset in the
   *     decompressed stream. Nothing comes after it
   */
  Kind next() throws IOException;

  /**
   * The message, wrapped and described: its time, how to decode it, its tags; direction R where the
   * archive tells none; sequence 0 unless the archive numbers its messages; neither session nor
   * epoch.
   */
  Message message();

  /**
   * Which way the message travels if the archive says so, else {@code null}. The records of
   * collectors do not, not even those of the LOCAL subtypes of MRT.
   */
  Direction direction();

  /** Whether the record has a time. */
  boolean timed();

  /** When it happened, microseconds since 1970; 0 if it has no time. */
  long timeMicros();

  /** Who sent the message or changed state. */
  PeerIdentity peer();

  /** The change of state. */
  StateChange state();

  /** What was lost. */
  Damage damage();

  /**
   * What a JSON line wants done with its message; nothing, in other formats.
   *
   * @return whether it is to be dropped, as {@code "ACTION":"DROP"} says
   */
  boolean dropped();

  /** Where the current record begins in the decompressed stream, in octets. */
  long offset();

  /** Records so far, those passed over included, damage not. */
  long records();

  /** How many times {@link Kind#DAMAGE} was returned. */
  long damages();
}
