package io.sluice.bgp.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Updates;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DecodedFormPropertyTest {
  private static final String SIGNS = "\"'{}[]:,.0123456789-xXnaeT\\ ";
  private static final List<DecodedCase> ROUTES = DecodedCase.routes();
  private static final List<DecodedCase> ATTRIBUTES = DecodedCase.attributes();

  @Property(tries = 3000)
  void routesReadBackFromTheirFieldsHaveTheSameFields(
      @ForAll long seed, @ForAll @IntRange(max = 4) int faults, @ForAll boolean withIds) {
    Random random = new Random(seed);
    DecodedCase first = ROUTES.get(random.nextInt(ROUTES.size()));
    StringBuilder nlri = new StringBuilder();
    for (DecodedCase route : ROUTES) {
      if (route.kind().equals(first.kind()) && random.nextBoolean()) {
        nlri.append(withIds ? "%08x".formatted(random.nextInt()) : "").append(route.hex());
      }
    }
    DecodedRoundTrip.routes(first.kind(), damaged(nlri.toString(), faults, random), withIds);
  }

  @Property(tries = 3000)
  void anAttributeReadBackFromItsFieldsHasTheSameFields(
      @ForAll long seed, @ForAll @IntRange(max = 4) int faults) {
    Random random = new Random(seed);
    DecodedCase attribute = ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size()));
    DecodedRoundTrip.attribute(
        Integer.parseInt(attribute.kind()), damaged(attribute.hex(), faults, random));
  }

  @Property(tries = 5000)
  void aDamagedLineIsAMessageOrAnErrorThatSaysWhere(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int faults) {
    Random random = new Random(seed);
    boolean route = random.nextBoolean();
    DecodedCase whole = one(route ? ROUTES : ATTRIBUTES, random);
    byte[] message = route ? whole.announcement() : whole.withAttribute();
    byte[] line =
        DecodedCase.data(message, DecodeContext.AS4)
            .replace((route ? "\"data\":\"0x" : "\"value\":\"0x") + whole.hex() + "\",", "")
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < faults; i++) {
      int at = random.nextInt(line.length);
      line[at] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
    }
    JsonReader reader = new JsonReader(DecodeContext.AS4, DecodeContext.AS4);
    if (reader.read(line, 0, line.length) == JsonReader.Outcome.ERROR) {
      assertThat(reader.error()).isNotEmpty();
      assertThat(reader.column()).isBetween(1, line.length + 1);
    }
  }

  private static DecodedCase one(List<DecodedCase> cases, Random random) {
    return cases.get(random.nextInt(cases.size()));
  }

  /** The octets with some of them changed, and with another end. */
  private static String damaged(String hex, int faults, Random random) {
    byte[] octets = Updates.bytes(hex);
    for (int i = 0; i < faults && octets.length > 0; i++) {
      int at = random.nextInt(octets.length);
      octets[at] = (byte) (random.nextBoolean() ? random.nextInt() : octets[at] ^ 1);
    }
    String whole = Updates.hex(octets);
    return faults < 3 ? whole : whole.substring(0, 2 * random.nextInt(octets.length + 1));
  }
}
