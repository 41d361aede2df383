package io.sluice.bgp.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.Open;
import io.sluice.bgp.RandomUpdates;
import io.sluice.bgp.Update;
import io.sluice.bgp.cap.CapabilityValue;
import io.sluice.bgp.update.UpdateBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class JsonRoundTripPropertyTest {
  private final AsciiBuffer out = new AsciiBuffer();

  @Property(tries = 2000)
  void anUpdateSurvivesJsonAndBack(@ForAll long seed) {
    RandomUpdates random = new RandomUpdates(seed);
    Update u = Update.of(random.next(12), random.context());
    byte[] canonical = UpdateBuilder.from(u).canonical().build(65535).get().get(0);
    String line = line(canonical, random.context(), Map.of("k", "v"));
    String again = line(read(line, random.context()), random.context(), Map.of("k", "v"));
    assertThat(again).isEqualTo(line);
  }

  @Property(tries = 500)
  void anOpenComesBackWithTheSameCapabilities(
      @ForAll @IntRange(max = 65535) int asn,
      @ForAll @IntRange(max = 65535) int hold,
      @ForAll int id,
      @ForAll @Size(min = 1, max = 20) byte[] octets) {
    List<Open.Capability> capabilities =
        new ArrayList<>(
            List.of(
                Open.multiprotocol(AddressFamily.IPV4_UNICAST),
                Open.multiprotocol(new AddressFamily(25, 70)),
                new Open.Capability(CapabilityCode.ROUTE_REFRESH, new byte[0]),
                Open.fourOctetAs(asn)));
    capabilities.add(
        new CapabilityValue.Fqdn(octets, new byte[] {'"', '\\', 0, (byte) 0xe9}).encode());
    capabilities.add(new Open.Capability(200, octets));
    byte[] open = Open.encode(asn, hold, id, capabilities);
    assertThat(read(line(open, DecodeContext.AS4, Map.of()), DecodeContext.AS4)).isEqualTo(open);
  }

  @Property(tries = 500)
  void tagsComeBackAsTheyWere(@ForAll String key, @ForAll String value) {
    if (value.isEmpty() || key.equals("ACTION") || !storable(key) || !storable(value)) {
      return;
    }
    byte[] open = Open.encode(1, 90, 1, List.of());
    byte[] line =
        line(open, DecodeContext.AS4, Map.of(key, value)).getBytes(StandardCharsets.US_ASCII);
    JsonReader reader = new JsonReader(DecodeContext.AS4, DecodeContext.AS4);
    assertThat(reader.read(line, 0, line.length)).isEqualTo(JsonReader.Outcome.MESSAGE);
    assertThat(reader.tags()).isEqualTo(Map.of(key, value));
  }

  /** Half a surrogate pair has no octets. */
  private static boolean storable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private String line(byte[] message, DecodeContext context, Map<String, String> tags) {
    out.clear();
    Message m =
        new Message()
            .wrap(message, 0, message.length)
            .describe("", 0, Direction.R, 1, 1_700_000_000_123_000L, context, tags);
    assertThat(new JsonWriter().write(m, out)).isNull();
    return out.toString();
  }

  private static byte[] read(String line, DecodeContext context) {
    JsonReader reader = new JsonReader(context, context);
    byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
    assertThat(reader.read(bytes, 0, bytes.length))
        .as(() -> reader.error() + " in " + line)
        .isEqualTo(JsonReader.Outcome.MESSAGE);
    assertThat(reader.timeMicros()).isEqualTo(1_700_000_000_123_000L);
    return reader.message();
  }
}
