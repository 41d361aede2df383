package io.sluice.cli.run.file;

import java.io.IOException;

/** Where the output of a stage goes, batch by batch, in order. For one thread. */
interface Sink {
  /** How a thread writes messages for it. */
  Encoder encoder();

  /** How often a new file begins, microseconds of the messages' time; 0 for never. */
  default long everyMicros() {
    return 0;
  }

  /**
   * Takes what came of a batch.
   *
   * @throws IOException if it cannot be written
   */
  void write(Output chunk) throws IOException;

  /** Everything so far is to be seen by whoever reads it: nothing more is at hand just now. */
  default void flush() throws IOException {}

  /**
   * Nothing more comes.
   *
   * @param complete whether all was written that there was
   */
  default void close(boolean complete) throws IOException {}
}
