package io.sluice.filters;

/**
 * A stage whose state survives a restart. It writes each change to a journal of which only the last
 * value of each key is kept, and gets the journal back, record by record and in any order, before
 * the first message. Messages come at least once: after a restart some come again that the state
 * knows already.
 */
public interface StatefulStage extends Stage {

  /** Gives it the journal to write to; called before the first message. */
  void attach(Journal journal);

  /**
   * Takes a record of the journal back.
   *
   * @param value what was written last; {@code null} when the key is gone
   */
  void restore(byte[] key, byte[] value);
}
