package io.sluice.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.cap.CapabilityValue;
import io.sluice.bgp.check.PeerRules;
import io.sluice.bgp.check.Repair;
import io.sluice.bgp.check.UpdateValidator;
import io.sluice.bgp.check.Validation;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.update.NextHop;
import io.sluice.bgp.update.UpdateBuilder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Whatever a peer sends: no exception, nothing read beyond the message, no line that is not JSON.
 */
class MessageFuzzTest {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DecodeContext ADD_PATH =
      DecodeContext.of(
          true,
          List.of(
              AddressFamily.IPV4_UNICAST,
              AddressFamily.IPV6_UNICAST,
              new AddressFamily(1, 133),
              new AddressFamily(25, 70)),
          List.of(AddressFamily.IPV4_UNICAST));

  @FuzzTest(maxDuration = "1m")
  void anUpdateIsReadWithoutAnException(byte[] body) {
    byte[] message = message(MessageType.UPDATE, body);
    for (DecodeContext context : contexts()) {
      Update u = Update.of(message, context);
      walk(u);
      byte[] alone = Arrays.copyOf(message, message.length);
      // What stands behind a message belongs to another.
      byte[] followed = Arrays.copyOf(message, message.length + 40);
      Arrays.fill(followed, message.length, followed.length, (byte) 0x18);
      Update v = Update.of(followed, 0, message.length, context);
      assertThat(routes(v)).isEqualTo(routes(Update.of(alone, context)));
      if (u.error() == null) {
        assertThat(UpdateBuilder.from(u).build(65535).get()).hasSize(1).first().isEqualTo(message);
      }
    }
  }

  private static void walk(Update u) {
    AsPath path = new AsPath().read(u);
    assertThat(path.hops()).isLessThanOrEqualTo(path.size());
    u.originAs();
    AsPaths.hopsBeforeAs4(u);
    u.nextHop(new NextHop());
    u.endOfRib();
    for (boolean announced : new boolean[] {true, false}) {
      NlriCursor c = announced ? u.announced(new NlriCursor()) : u.withdrawn(new NlriCursor());
      while (c.next()) {
        assertThat(c.entryLength()).isPositive();
        assertThat(c.entryOffset() + c.entryLength()).isLessThanOrEqualTo(u.end());
      }
    }
    Validation validation = new UpdateValidator(PeerRules.external(65001)).validate(u);
    for (BgpError error : validation.errors()) {
      assertThat(error.offset()).isBetween(0, u.length());
      assertThat(error.notification().length).isGreaterThanOrEqualTo(21);
    }
    assertThat(Repair.of(u, validation)).isNotNull();
    if (u.error() == null) {
      for (byte[] m : Refusal.all(u, false)) {
        Update after = Update.of(m, u.context());
        assertThat(after.error()).isNull();
        assertThat(after.attributesEnd()).isEqualTo(after.end());
      }
    }
  }

  private static String routes(Update u) {
    AsciiBuffer out = new AsciiBuffer();
    PrefixCursor p = new PrefixCursor();
    for (boolean announced : new boolean[] {true, false}) {
      p = announced ? p.allAnnounced(u) : p.allWithdrawn(u);
      while (p.next()) {
        out.prefix(p).put(' ');
      }
      out.put(p.malformed() ? "!" : ".");
    }
    return out.toString();
  }

  @FuzzTest(maxDuration = "1m")
  void anOpenIsReadWithoutAnException(byte[] body) {
    if (body.length < 10) {
      return;
    }
    Open open = Open.parse(message(MessageType.OPEN, body));
    open.check();
    open.families();
    open.extendedNextHop();
    assertThat(open.addPath()).isNotNull();
    Negotiated.of(open, open).context(Direction.L);
    for (Open.Capability capability : open.capabilities()) {
      Decoded<CapabilityValue> decoded = capability.decode();
      if (decoded.ok()) {
        CapabilityValue again = decoded.value().encode().decode().get();
        assertThat(again).isEqualTo(decoded.value());
      }
    }
  }

  @FuzzTest(maxDuration = "1m")
  void aLineIsJsonOrNothing(byte[] input) throws IOException {
    byte[] body = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
    byte[] bytes = message(MessageType.UPDATE, body);
    bytes[Header.TYPE_OFFSET] = input.length == 0 ? 2 : (byte) (input[0] & 7);
    for (DecodeContext context : contexts()) {
      JsonWriter writer = new JsonWriter(context == ADD_PATH || input.length % 2 == 0);
      Message message =
          new Message()
              .wrap(bytes, 0, bytes.length)
              .describe("", 0, Direction.L, 1, 1, context, Map.of("a\"\\é\n", "\u0000ÿ"));
      AsciiBuffer out = new AsciiBuffer();
      BgpError error = writer.write(message, out);
      if (error != null) {
        assertThat(out.size()).isZero();
        assertThat(error.offset()).isBetween(0, bytes.length);
        assertThat(error.toString()).isNotEmpty();
        continue;
      }
      int lines = 0;
      for (int i = 0; i < out.size(); i++) {
        assertThat(out.buffer()[i]).isBetween((byte) 10, (byte) 126);
        lines += out.buffer()[i] == '\n' ? 1 : 0;
      }
      assertThat(lines).isEqualTo(1);
      assertThat(out.size()).isLessThan(2000 + 150 * bytes.length);
      try (JsonParser parser = JSON.createParser(out.buffer(), 0, out.size())) {
        while (parser.nextToken() != null) {
          parser.getText();
        }
      }
    }
  }

  private static List<DecodeContext> contexts() {
    return List.of(DecodeContext.AS4, DecodeContext.AS2, ADD_PATH);
  }

  private static byte[] message(MessageType type, byte[] body) {
    byte[] message = Header.write(type, Math.min(body.length, 65535 - Header.LENGTH));
    System.arraycopy(body, 0, message, Header.LENGTH, message.length - Header.LENGTH);
    return message;
  }
}
