package io.sluice.bgp.field;

import io.sluice.bgp.wire.Bytes;

/**
 * A range of octets on its way through {@linkplain Shape shapes}: what is left of it, and why it
 * could not be decoded. Reusable; not thread safe.
 */
public final class Octets {
  private byte[] array = Bytes.NONE;
  private int at;
  private int end;
  private String why;

  /** Begins anew on a range, which is not copied. */
  public Octets reset(byte[] array, int from, int to) {
    this.array = array;
    this.at = from;
    this.end = to;
    this.why = null;
    return this;
  }

  /** The array that holds the range. */
  public byte[] array() {
    return array;
  }

  /** Index of the next octet. */
  public int at() {
    return at;
  }

  /** Index behind the last octet. */
  public int end() {
    return end;
  }

  /** How many octets are left. */
  public int left() {
    return end - at;
  }

  /** Why decoding failed; {@code null} while it has not. */
  public String why() {
    return why;
  }

  /** Says why it cannot be decoded; false, for the caller to return. */
  public boolean fail(String reason) {
    why = reason;
    return false;
  }

  /** Whether so many octets are left; if not, says what wanted them. */
  public boolean need(int octets, String name) {
    return left() >= octets
        || fail((name == null ? "a value" : name) + " of " + octets(octets) + " does not fit");
  }

  /** Takes a number that must be there; if it is not, says so. */
  public boolean expect(int number, int octets, String name) {
    if (!need(octets, name)) {
      return false;
    }
    long found = unsigned(array, take(octets), octets);
    return found == number || fail(name + " " + found + " where " + number + " is expected");
  }

  /** Passes over octets; returns where they begin. */
  public int take(int octets) {
    int from = at;
    at += octets;
    return from;
  }

  /** Goes back to an index, forgetting why decoding failed from there. */
  void back(int index) {
    at = index;
    why = null;
  }

  /** Narrows the range to end after so many octets; returns where it ended, for {@link #widen}. */
  int narrow(int octets) {
    int before = end;
    end = at + octets;
    return before;
  }

  /** Ends what {@link #narrow} began. */
  void widen(int before) {
    end = before;
  }

  /** Whether nothing is left; if something is, says so. */
  boolean spent() {
    return at == end || fail(octets(left()) + " too many");
  }

  private static String octets(int count) {
    return count == 1 ? "1 octet" : count + " octets";
  }

  /** An unsigned number of up to 8 octets from an index on. */
  static long unsigned(byte[] b, int at, int octets) {
    long value = 0;
    for (int i = at; i < at + octets; i++) {
      value = value << 8 | b[i] & 0xff;
    }
    return value;
  }
}
