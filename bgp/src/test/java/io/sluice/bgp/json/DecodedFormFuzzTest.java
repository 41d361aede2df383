package io.sluice.bgp.json;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.bgp.Updates;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever octets stand in a route or an attribute with parts: fields, and the same ones again. */
class DecodedFormFuzzTest {
  /** As in what the length fields of an UPDATE leave room for. */
  private static final int LONGEST = 4096;

  static Stream<Arguments> routes() {
    return DecodedCase.routes().stream()
        .map(r -> seed(DecodedRoundTrip.FAMILIES.indexOf(r.kind()), r.hex()));
  }

  static Stream<Arguments> attributes() {
    return DecodedCase.attributes().stream()
        .map(a -> seed(DecodedRoundTrip.codes().indexOf(Integer.parseInt(a.kind())), a.hex()));
  }

  private static Arguments seed(int kind, String hex) {
    return Arguments.of((Object) Updates.bytes("%02x".formatted(kind & 0x7f) + hex));
  }

  @MethodSource("routes")
  @FuzzTest(maxDuration = "1m")
  void routesDecodeAndComeBack(byte[] input) {
    if (input.length > 0 && input.length < LONGEST) {
      List<String> families = DecodedRoundTrip.FAMILIES;
      String family = families.get((input[0] & 0x7f) % families.size());
      DecodedRoundTrip.routes(family, Updates.hex(input).substring(2), input[0] < 0);
    }
  }

  @MethodSource("attributes")
  @FuzzTest(maxDuration = "1m")
  void anAttributeDecodesAndComesBack(byte[] input) {
    if (input.length > 0 && input.length < LONGEST) {
      List<Integer> codes = DecodedRoundTrip.codes();
      DecodedRoundTrip.attribute(
          codes.get((input[0] & 0xff) % codes.size()), Updates.hex(input).substring(2));
    }
  }
}
