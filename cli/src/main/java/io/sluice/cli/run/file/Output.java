package io.sluice.cli.run.file;

import io.sluice.bgp.AsciiBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a batch gives for one output: octets, and the places in them where an interval of time
 * begins.
 */
final class Output {
  private final AsciiBuffer octets = new AsciiBuffer();
  private int[] places = new int[4];
  private long[] times = new long[4];
  private final List<Kept> kept = new ArrayList<>();
  private int cuts;

  Output clear() {
    octets.clear();
    kept.clear();
    cuts = 0;
    return this;
  }

  /** What was written. */
  AsciiBuffer octets() {
    return octets;
  }

  /** Adds to what an output takes whole. */
  void keep(Kept one) {
    kept.add(one);
  }

  /** What it takes whole, in order. */
  List<Kept> kept() {
    return kept;
  }

  /** What is written from here on is of this time. */
  void cut(long timeMicros) {
    if (cuts == places.length) {
      places = Arrays.copyOf(places, 2 * cuts);
      times = Arrays.copyOf(times, 2 * cuts);
    }
    places[cuts] = octets.size();
    times[cuts] = timeMicros;
    cuts++;
  }

  /** How many parts it has. */
  int parts() {
    return cuts;
  }

  int from(int part) {
    return places[part];
  }

  int to(int part) {
    return part + 1 < cuts ? places[part + 1] : octets.size();
  }

  /** When the first message of a part happened. */
  long time(int part) {
    return times[part];
  }
}
