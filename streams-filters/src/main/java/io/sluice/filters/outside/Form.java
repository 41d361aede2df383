package io.sluice.filters.outside;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;

/** A way of writing messages. Not thread safe. */
interface Form {

  /** Appends a message. */
  void write(Message message, AsciiBuffer out);

  /**
   * Finds the end of the first unit, a line or a message.
   *
   * @return where it ends; -1 when it is not whole yet; -2 when there is none and never will be
   */
  int end(byte[] bytes, int from, int to);

  /** Whether numbers in it tell which answer belongs to what. */
  default boolean isNumbered() {
    return false;
  }

  /**
   * Reads a unit.
   *
   * @param toRight how messages to the right are written, and those of no direction
   * @param toLeft how messages to the left are written
   */
  Reply read(byte[] bytes, int from, int to, DecodeContext toRight, DecodeContext toLeft);
}
