package io.sluice.proxy.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionFormTest {
  private static final Set<AddressFamily> UNICAST =
      Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
  private static final DecodeContext ADD_PATH = DecodeContext.of(true, UNICAST, List.of());

  private final SessionForm form = new SessionForm(DecodeContext.AS4, UNICAST, 4096);

  private List<byte[]> fit(byte[] message, DecodeContext from) {
    return form.fit(message, 0, message.length, from);
  }

  private static UpdateBuilder builder(DecodeContext context) {
    return new UpdateBuilder(context)
        .set(1, 0x40, new byte[1])
        .set(2, 0x40, Bytes.ofHex(context.as4() ? "02010000fde9" : "0201fde9"));
  }

  @Test
  void oneThatFitsStaysAsItIs() {
    UpdateBuilder builder = builder(DecodeContext.AS4);
    builder.nlri().u8(8).u8(10);
    byte[] message = builder.build(4096).get().get(0);
    assertThat(fit(message, DecodeContext.AS4)).containsExactly(message);
  }

  @Test
  void pathIdentifiersGoAndAreCounted() {
    UpdateBuilder builder = builder(ADD_PATH);
    builder.nlri().u32(7).u8(8).u8(10).u32(8).u8(8).u8(11);
    builder.withdrawn().u32(9).u8(8).u8(12);
    builder.reach(AddressFamily.IPV6_UNICAST, new byte[16]).u32(1).u8(16).u16(0x2001);
    List<byte[]> fitted = fit(builder.build(4096).get().get(0), ADD_PATH);
    assertThat(fitted).hasSize(1);
    Update u = Update.of(fitted.get(0), DecodeContext.AS4);
    assertThat(prefixes(new PrefixCursor().allAnnounced(u)))
        .containsExactly("a/8", "b/8", "2001/16");
    assertThat(prefixes(new PrefixCursor().allWithdrawn(u))).containsExactly("c/8");
    assertThat(form.identifiers()).isEqualTo(1);
  }

  private static List<String> prefixes(PrefixCursor cursor) {
    List<String> all = new ArrayList<>();
    while (cursor.next()) {
      all.add(Long.toHexString(cursor.high() >>> 64 - cursor.bits()) + "/" + cursor.bits());
    }
    return all;
  }

  @Test
  void familiesThatAreNotSpokenGoAndTheRestStays() {
    UpdateBuilder builder = builder(DecodeContext.AS4);
    builder.nlri().u8(8).u8(10);
    builder.reach(new AddressFamily(1, 133), new byte[0]).u8(3).u8(1).u8(8).u8(10);
    List<byte[]> fitted = fit(builder.build(4096).get().get(0), DecodeContext.AS4);
    Update u = Update.of(fitted.get(0), DecodeContext.AS4);
    assertThat(u.has(14)).isFalse();
    assertThat(u.attributesEnd()).isLessThan(u.end());
    assertThat(form.foreign()).isEqualTo(1);
    UpdateBuilder alone = builder(DecodeContext.AS4);
    alone.reach(new AddressFamily(25, 70), new byte[4]).u8(3).u8(1).u8(8);
    assertThat(fit(alone.build(4096).get().get(0), DecodeContext.AS4)).isEmpty();
    assertThat(form.foreign()).isEqualTo(2);
  }

  @Test
  void ipv4RoutesWithAnIpv6NextHopGoUnlessTheSessionTakesThem() {
    DecodeContext archived = DecodeContext.AS4.withIpv6NextHops();
    UpdateBuilder builder = builder(archived);
    builder.reach(AddressFamily.IPV4_UNICAST, new byte[16]).u8(8).u8(10);
    byte[] message = builder.build(4096).get().get(0);
    assertThat(fit(message, archived)).isEmpty();
    assertThat(form.foreign()).isEqualTo(1);
    assertThat(new SessionForm(archived, UNICAST, 4096).fit(message, 0, message.length, archived))
        .containsExactly(message);
  }

  @Test
  void aLinkLocalAddressBesideTheNextHopGoes() {
    UpdateBuilder builder = builder(DecodeContext.AS4);
    String global = "20010db8000000000000000000000001";
    byte[] both = Bytes.ofHex(global + "fe800000000000000000000000000002");
    builder.reach(AddressFamily.IPV6_UNICAST, both).u8(16).u16(0x2001);
    List<byte[]> fitted = fit(builder.build(4096).get().get(0), DecodeContext.AS4);
    Update u = Update.of(fitted.get(0), DecodeContext.AS4);
    int reach = u.find(14);
    assertThat(Bytes.hex(u.buffer(), u.mpNextHopStart(reach), u.mpNextHopLength(reach)))
        .isEqualTo(global);
    assertThat(prefixes(new PrefixCursor().allAnnounced(u))).containsExactly("2001/16");
    assertThat(form.linkLocals()).isEqualTo(1);
  }

  @Test
  void numbersOfTwoOctetsBecomeFour() {
    UpdateBuilder builder = builder(DecodeContext.AS2);
    builder.nlri().u8(8).u8(10);
    List<byte[]> fitted = fit(builder.build(4096).get().get(0), DecodeContext.AS2);
    Update u = Update.of(fitted.get(0), DecodeContext.AS4);
    assertThat(u.copyValue(u.find(2))).isEqualTo(Bytes.ofHex("02010000fde9"));
  }

  @Test
  void aLongOneIsSplitWhereLongOnesAreNotTaken() {
    UpdateBuilder builder = builder(DecodeContext.AS4);
    for (int i = 0; i < 3000; i++) {
      builder.nlri().u8(24).u24(i);
    }
    List<byte[]> fitted = fit(builder.build(65535).get().get(0), DecodeContext.AS4);
    assertThat(fitted).hasSize(3).allMatch(m -> m.length <= 4096);
    int routes = 0;
    for (byte[] m : fitted) {
      routes += prefixes(new PrefixCursor().allAnnounced(Update.of(m, DecodeContext.AS4))).size();
    }
    assertThat(routes).isEqualTo(3000);
  }

  @Test
  void oneThatWouldEndTheSessionIsLeftOutAndCounted() {
    UpdateBuilder builder = builder(DecodeContext.AS4);
    builder.nlri().u8(8).u8(10);
    byte[] long33 = builder.build(4096).get().get(0);
    long33[long33.length - 2] = 33;
    assertThat(fit(long33, DecodeContext.AS4)).isEmpty();
    assertThat(form.unreadable()).isEqualTo(1);
    UpdateBuilder ipv6 = builder(DecodeContext.AS4);
    ipv6.reach(AddressFamily.IPV6_UNICAST, new byte[16]).u8(16).u16(0x2001);
    byte[] cut = ipv6.build(4096).get().get(0);
    Update u = Update.of(cut, DecodeContext.AS4);
    cut[u.nlriStart(u.find(14))] = 48;
    assertThat(fit(cut, DecodeContext.AS4)).isEmpty();
    assertThat(form.unreadable()).isEqualTo(2);
  }

  @Test
  void oneWhoseAttributeIsWrongStaysForTheRouterToJudge() {
    UpdateBuilder builder = builder(DecodeContext.AS4);
    builder.set(1, 0x40, new byte[] {9}).nlri().u8(8).u8(10);
    byte[] message = builder.build(4096).get().get(0);
    assertThat(fit(message, DecodeContext.AS4)).containsExactly(message);
  }

  @Test
  void oneThatCannotBeReadIsCounted() {
    byte[] message = Header.write(MessageType.UPDATE, 4);
    message[20] = 9;
    assertThat(fit(message, DecodeContext.AS4)).isEmpty();
    assertThat(form.unreadable()).isEqualTo(1);
  }
}
