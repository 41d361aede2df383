package io.sluice.bgp.field;

import io.sluice.bgp.wire.Bytes;

/**
 * Walks over parts of type, length and value, without looking into them: for whoever wants one of
 * them and not the rest. Reusable; not thread safe.
 */
public final class TlvCursor {
  private final TlvForm form;
  private byte[] base = Bytes.NONE;
  private int at;
  private int end;
  private int type;
  private int value;
  private int length;
  private boolean malformed;

  /** A cursor over parts whose heads have a form. */
  public TlvCursor(TlvForm form) {
    this.form = form;
  }

  /** Begins anew on a range. */
  public TlvCursor reset(byte[] bytes, int from, int to) {
    base = bytes;
    at = from;
    end = to;
    malformed = false;
    return this;
  }

  /** Goes to the next part; false at the end or where one does not fit. */
  public boolean next() {
    if (at >= end || malformed) {
      return false;
    }
    int head = form.head(base, at, end - at);
    if (head > end - at || form.length(base, at) > end - at - head) {
      malformed = true;
      return false;
    }
    type = form.type(base, at);
    length = form.length(base, at);
    value = at + head;
    at = value + length;
    return true;
  }

  /** Goes on to the next part of a type; false when there is none. */
  public boolean find(int wanted) {
    while (next()) {
      if (type == wanted) {
        return true;
      }
    }
    return false;
  }

  /** Whether the walk ended at a part that does not fit. */
  public boolean malformed() {
    return malformed;
  }

  /** The type of the part. */
  public int type() {
    return type;
  }

  /** Where its value begins. */
  public int value() {
    return value;
  }

  /** Octets of its value. */
  public int length() {
    return length;
  }
}
