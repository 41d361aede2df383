package io.sluice.filters.outside;

import java.util.Arrays;

/** Cuts what comes from outside, in pieces of any size, into lines or messages. */
final class Units {
  /** The longest line that makes sense: the octets of the longest message in hexadecimal, twice. */
  private static final int LONGEST = 1 << 18;

  /** Takes the units. */
  interface Taker {
    /** The length of what stands here if it is known without being read; else 0. */
    int known(byte[] bytes, int at);

    /** A whole unit, with its end. */
    void unit(byte[] bytes, int from, int to);

    /** What can be no unit; it is left out. */
    void bad(byte[] bytes, int from, int to);
  }

  private final Form form;
  private final Taker taker;

  /** The beginning of a unit whose end has not come. */
  private byte[] rest = {};

  Units(Form form, Taker taker) {
    this.form = form;
    this.taker = taker;
  }

  /** Something came. */
  void take(byte[] data) {
    byte[] bytes = data;
    if (rest.length > 0) {
      bytes = Arrays.copyOf(rest, rest.length + data.length);
      System.arraycopy(data, 0, bytes, rest.length, data.length);
      forget();
    }
    int at = 0;
    while (at < bytes.length) {
      int known = taker.known(bytes, at);
      if (known > 0) {
        at += known;
        continue;
      }
      int end = form.end(bytes, at, bytes.length);
      if (end < 0) {
        keep(bytes, at, end);
        return;
      }
      taker.unit(bytes, at, end);
      at = end;
    }
  }

  private void keep(byte[] bytes, int from, int end) {
    if (end == -2 || bytes.length - from > LONGEST) {
      taker.bad(bytes, from, bytes.length);
    } else {
      rest = Arrays.copyOfRange(bytes, from, bytes.length);
    }
  }

  /** Nothing more comes: the last line may lack its end. */
  void end() {
    if (rest.length > 0) {
      byte[] whole = Arrays.copyOf(rest, rest.length + 1);
      whole[rest.length] = '\n';
      forget();
      taker.unit(whole, 0, whole.length);
    }
  }

  /** What has begun does not come to its end. */
  void forget() {
    rest = new byte[0];
  }
}
