package io.sluice.bgp;

import static io.sluice.bgp.Updates.AS_PATH;
import static io.sluice.bgp.Updates.NEXT_HOP;
import static io.sluice.bgp.Updates.ORIGIN;
import static io.sluice.bgp.Updates.attribute;
import static io.sluice.bgp.Updates.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.update.NextHop;
import io.sluice.bgp.wire.Bytes;
import org.junit.jupiter.api.Test;

class UpdateTest {
  private static final String HEAD = "ffffffffffffffffffffffffffffffff";

  @Test
  void theFieldsStandWhereTheLengthsSay() {
    Update u = view(update("18 0a0102", ORIGIN + AS_PATH + NEXT_HOP, "18 c00002 08 0a"));
    assertThat(u.error()).isNull();
    assertThat(u.withdrawnStart()).isEqualTo(21);
    assertThat(u.withdrawnEnd()).isEqualTo(25);
    assertThat(u.attributesStart()).isEqualTo(27);
    assertThat(u.attributesEnd()).isEqualTo(27 + 4 + 9 + 7);
    assertThat(u.end()).isEqualTo(u.attributesEnd() + 6);
    assertThat(u.attributes()).isEqualTo(3);
    assertThat(u.code(1)).isEqualTo(AttributeCode.AS_PATH);
    assertThat(u.flags(1)).isEqualTo(0x40);
    assertThat(u.start(1)).isEqualTo(31);
    assertThat(u.value(1)).isEqualTo(34);
    assertThat(u.end(1)).isEqualTo(40);
    assertThat(u.announces()).isTrue();
    assertThat(u.withdraws()).isTrue();
    assertThat(u.originAs()).isEqualTo(65001);
  }

  @Test
  void aViewLooksAtARangeOfALargerArray() {
    byte[] message = update("", ORIGIN + AS_PATH + NEXT_HOP, "18 c00002");
    byte[] larger = new byte[message.length + 50];
    java.util.Arrays.fill(larger, (byte) 0xa5);
    System.arraycopy(message, 0, larger, 20, message.length);
    Update u = Update.of(larger, 20, message.length, DecodeContext.AS4);
    assertThat(u.error()).isNull();
    assertThat(u.attributes()).isEqualTo(3);
    assertThat(u.origin()).isZero();
    PrefixCursor p = new PrefixCursor().announced(u);
    assertThat(p.next()).isTrue();
    assertThat(new AsciiBuffer().prefix(p)).hasToString("192.0.2.0/24");
    assertThat(p.next()).isFalse();
    assertThat(p.malformed()).isFalse();
  }

  @Test
  void lengthsThatDoNotFitResetTheSession() {
    assertReset(HEAD + "0016 02 000000", 19);
    assertReset(HEAD + "0017 02 0001 0000", 19);
    assertReset(HEAD + "0017 02 0000 0001", 21);
    assertReset(HEAD + "001b 02 0000 0010 40010100", 21);
  }

  private static void assertReset(String hex, int offset) {
    Update u = view(Updates.bytes(hex));
    assertThat(u.error().flaw()).isEqualTo(Flaw.UPDATE_LENGTHS);
    assertThat(u.error().offset()).isEqualTo(offset);
    assertThat(u.error().treatment()).isEqualTo(BgpError.Treatment.SESSION_RESET);
    assertThat(u.attributes()).isZero();
    assertThat(u.announces()).isFalse();
  }

  @Test
  void anAttributeThatOverrunsLeavesThoseBeforeItReadable() {
    Update u = view(update("", ORIGIN + "c008 08 0000", "18 c00002"));
    assertThat(u.error().flaw()).isEqualTo(Flaw.ATTRIBUTE_OVERRUN);
    assertThat(u.error().attribute()).isEqualTo(8);
    assertThat(u.error().offset()).isEqualTo(27);
    assertThat(u.attributes()).isEqualTo(1);
    assertThat(u.origin()).isZero();
    assertThat(u.indexedEnd()).isEqualTo(27);
    assertThat(u.announces()).isTrue();
  }

  @Test
  void anAttributeHeaderCutShortIsAnOverrun() {
    for (String cut : new String[] {"c0", "c008", "d00800"}) {
      assertThat(view(update("", ORIGIN + cut, "")).error().flaw())
          .as(cut)
          .isEqualTo(Flaw.ATTRIBUTE_OVERRUN);
    }
  }

  @Test
  void theExtendedLengthIsReadWhereTheFlagSaysSo() {
    Update u = view(update("", "5001 0001 02" + attribute(0xc0, 99, "00".repeat(300)), ""));
    assertThat(u.origin()).isEqualTo(2);
    assertThat(u.valueLength(u.find(99))).isEqualTo(300);
  }

  @Test
  void moreAttributesThanUsualAreAllThere() {
    StringBuilder many = new StringBuilder();
    for (int code = 0; code < 256; code++) {
      many.append("c0%02x01%02x".formatted(code, code));
    }
    Update u = view(update("", many.toString(), ""));
    assertThat(u.attributes()).isEqualTo(256);
    assertThat(u.repeats()).isFalse();
    for (int code = 0; code < 256; code++) {
      assertThat(u.find(code)).isEqualTo(code);
    }
  }

  @Test
  void codesThatShareABitAreToldApart() {
    Update u = view(update("", "c0480100 c0080400000001", ""));
    assertThat(u.repeats()).isFalse();
    assertThat(u.find(8)).isEqualTo(1);
    assertThat(u.find(0x88)).isEqualTo(-1);
    assertThat(view(update("", ORIGIN + "c0480100" + ORIGIN, "")).repeats()).isTrue();
  }

  @Test
  void anEndOfRibMarkerIsKnownByItsForm() {
    assertThat(view(update("", "", "")).endOfRib()).isEqualTo(0x0101);
    assertThat(view(update("", attribute(0x80, 15, "000201"), "")).endOfRib()).isEqualTo(0x0201);
    assertThat(view(update("", attribute(0x80, 15, "000201 00"), "")).endOfRib()).isEqualTo(-1);
    assertThat(view(update("18 0a0102", "", "")).endOfRib()).isEqualTo(-1);
    assertThat(view(update("", attribute(0x80, 15, "000201") + ORIGIN, "")).endOfRib())
        .isEqualTo(-1);
    assertThat(view(update("", attribute(0x80, 15, "0002"), "")).endOfRib()).isEqualTo(-1);
  }

  @Test
  void aMultiprotocolAttributeCutShortHasNoRoutes() {
    for (String value : new String[] {"", "0002", "000201", "00020110", "0002011020010db8"}) {
      Update u = view(update("", attribute(0x80, 14, value), ""));
      assertThat(u.nlriStart(0)).as(value).isEqualTo(-1);
      assertThat(u.announces()).as(value).isFalse();
      assertThat(u.nextHop(new NextHop())).as(value).isFalse();
      PrefixCursor p = new PrefixCursor().attribute(u, 0);
      assertThat(p.next()).isFalse();
      assertThat(p.malformed()).isTrue();
    }
  }

  @Test
  void theNextHopOfMpReachComesFirst() {
    String reach = attribute(0x80, 14, "0002 01 10 20010db8000000000000000000000001 00");
    NextHop hop = new NextHop();
    assertThat(view(update("", NEXT_HOP + reach, "")).nextHop(hop)).isTrue();
    assertThat(hop.ipv4()).isFalse();
    assertThat(hop.hi()).isEqualTo(0x20010db800000000L);
    assertThat(view(update("", NEXT_HOP, "")).nextHop(hop)).isTrue();
    assertThat(hop.ipv4()).isTrue();
    assertThat((int) (hop.hi() >>> 32)).isEqualTo(0xc0000201);
    assertThat(view(update("", "400303 c00002", "")).nextHop(hop)).isFalse();
  }

  @Test
  void theRoutesOfBodyAndAttributeAreOneWalk() {
    String reach =
        attribute(0x80, 14, "0002 01 10 20010db8000000000000000000000001 00 20 20010db8 00");
    Update u = view(update("", reach, "18 c00002"));
    NlriCursor c = u.announced(new NlriCursor());
    assertThat(c.next()).isTrue();
    assertThat(c.inFirstRange()).isTrue();
    assertThat(c.next()).isTrue();
    assertThat(c.inFirstRange()).isFalse();
    assertThat(c.index()).isEqualTo(1);
    assertThat(c.family()).isEqualTo(0x0201);
    assertThat(c.entryLength()).isEqualTo(5);
    assertThat(c.next()).isTrue();
    assertThat(c.entryLength()).isEqualTo(1);
    assertThat(c.next()).isFalse();
    assertThat(c.malformed()).isFalse();
  }

  @Test
  void aNumberOfTheWrongLengthIsNone() {
    assertThat(view(update("", "800403 000001", "")).med()).isEqualTo(-1);
    assertThat(view(update("", "800404 ffffffff", "")).med()).isEqualTo(4294967295L);
    assertThat(view(update("", "400102 0000", "")).origin()).isEqualTo(-1);
  }

  @Test
  void oneViewServesOneMessageAfterTheOther() {
    Update u = new Update();
    byte[] broken = Bytes.ofHex(HEAD + "0016" + "02000000");
    assertThat(u.wrap(broken, 0, broken.length, DecodeContext.AS4)).isFalse();
    byte[] sound = update("", ORIGIN + AS_PATH + NEXT_HOP, "18 c00002");
    assertThat(u.wrap(sound, 0, sound.length, DecodeContext.AS4)).isTrue();
    assertThat(u.error()).isNull();
    assertThat(u.attributes()).isEqualTo(3);
    byte[] marker = update("", "", "");
    assertThat(u.wrap(marker, 0, marker.length, DecodeContext.AS4)).isTrue();
    assertThat(u.has(AttributeCode.ORIGIN)).isFalse();
  }

  private static Update view(byte[] message) {
    return Update.of(message, DecodeContext.AS4);
  }
}
