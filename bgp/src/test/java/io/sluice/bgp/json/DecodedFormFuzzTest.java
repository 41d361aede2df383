package io.sluice.bgp.json;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.bgp.Updates;
import java.util.List;

/** Whatever octets stand in a route or an attribute with parts: fields, and the same ones again. */
class DecodedFormFuzzTest {
  /** As in what the length fields of an UPDATE leave room for. */
  private static final int LONGEST = 4096;

  @FuzzTest(maxDuration = "1m")
  void routesDecodeAndComeBack(byte[] input) {
    if (input.length > 0 && input.length < LONGEST) {
      List<String> families = DecodedRoundTrip.FAMILIES;
      String family = families.get((input[0] & 0x7f) % families.size());
      DecodedRoundTrip.routes(family, Updates.hex(input).substring(2), input[0] < 0);
    }
  }

  @FuzzTest(maxDuration = "1m")
  void anAttributeDecodesAndComesBack(byte[] input) {
    if (input.length > 0 && input.length < LONGEST) {
      List<Integer> codes = DecodedRoundTrip.codes();
      DecodedRoundTrip.attribute(
          codes.get((input[0] & 0xff) % codes.size()), Updates.hex(input).substring(2));
    }
  }
}
