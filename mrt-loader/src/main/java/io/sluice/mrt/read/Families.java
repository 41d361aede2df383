package io.sluice.mrt.read;

import io.sluice.bgp.AddressFamily;
import java.util.Arrays;
import java.util.List;

/** Lists of address families. */
final class Families {
  private Families() {}

  /** The families of packed numbers. */
  static List<AddressFamily> of(int[] packed) {
    return Arrays.stream(packed).mapToObj(AddressFamily::ofPacked).toList();
  }
}
