package io.sluice.proxy.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Update;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AnnouncedPropertyTest {
  private static final int IPV4 = AddressFamily.IPV4_UNICAST.packed();
  private static final int IPV6 = AddressFamily.IPV6_UNICAST.packed();

  /** Announcements and withdrawals at random, of few prefixes, so that they meet. */
  private static byte[] update(Random random) {
    UpdateBuilder builder = new UpdateBuilder(DecodeContext.AS4);
    builder.set(1, 0x40, new byte[1]).set(2, 0x40, new byte[0]);
    builder.set(3, 0x40, Bytes.ofHex("c0000202"));
    builder.set(8, 0xc0, new ByteSink().u32(random.nextInt(12)).toByteArray());
    for (int i = random.nextInt(4); i > 0; i--) {
      builder.withdrawn().u8(24).u24(random.nextInt(300));
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      builder.nlri().u8(24).u24(random.nextInt(300));
    }
    if (random.nextInt(3) == 0) {
      byte[] nextHop = new byte[16];
      nextHop[15] = (byte) random.nextInt(2);
      ByteSink reach = builder.reach(AddressFamily.IPV6_UNICAST, nextHop);
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        reach.u8(32).u32(random.nextInt(200));
      }
    }
    if (random.nextInt(4) == 0) {
      builder.unreach(AddressFamily.IPV6_UNICAST).u8(32).u32(random.nextInt(200));
    }
    return builder.build(4096).get().get(0);
  }

  /** By family and NLRI: the attributes, and the next hop of the multiprotocol one. */
  private static void apply(byte[] message, Map<String, String> model) {
    Update u = Update.of(message, DecodeContext.AS4);
    NlriCursor cursor = new NlriCursor();
    for (u.withdrawn(cursor); cursor.next(); ) {
      model.remove(key(u, cursor));
    }
    for (u.announced(cursor); cursor.next(); ) {
      int reach = u.find(14);
      String nextHop =
          cursor.family() == IPV4
              ? ""
              : Bytes.hex(u.buffer(), u.mpNextHopStart(reach), u.mpNextHopLength(reach));
      StringBuilder attributes = new StringBuilder(nextHop);
      for (int i = 0; i < u.attributes(); i++) {
        if (u.code(i) < 14) {
          attributes.append(' ').append(Bytes.hex(u.buffer(), u.start(i), u.end(i) - u.start(i)));
        }
      }
      model.put(key(u, cursor), attributes.toString());
    }
  }

  private static String key(Update u, NlriCursor cursor) {
    return cursor.family()
        + " "
        + Bytes.hex(u.buffer(), cursor.entryOffset(), cursor.entryLength());
  }

  private static Map<String, String> replayed(Announced announced, int maxLength) {
    Map<String, String> all = new HashMap<>();
    for (int family : List.of(IPV4, IPV6)) {
      SessionWriter.Messages replay = announced.replay(family, maxLength);
      for (byte[] m = replay.next(); m != null; m = replay.next()) {
        assertThat(m.length).isLessThanOrEqualTo(maxLength);
        apply(m, all);
      }
    }
    return all;
  }

  @Property(tries = 50)
  void whatIsReplayedIsWhatIsInForce(@ForAll long seed) {
    Random random = new Random(seed);
    Announced announced = new Announced();
    Map<String, String> model = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      byte[] message = update(random);
      announced.add(message, DecodeContext.AS4);
      apply(message, model);
      if (i % 100 == 99) {
        assertThat(replayed(announced, 4096)).isEqualTo(model);
      }
    }
    assertThat(announced.size()).isEqualTo(model.size());
    assertThat(announced.attributeSets())
        .isLessThanOrEqualTo(new HashSet<>(model.values()).size() + 12);
  }

  @Property(tries = 20)
  void whatChangesDuringAReplayIsGivenAsItIsThen(@ForAll long seed) {
    Random random = new Random(seed);
    Announced announced = new Announced();
    Map<String, String> model = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      byte[] message = update(random);
      announced.add(message, DecodeContext.AS4);
      apply(message, model);
    }
    Map<String, String> seen = new HashMap<>();
    for (int family : List.of(IPV4, IPV6)) {
      SessionWriter.Messages replay = announced.replay(family, 4096);
      for (byte[] m = replay.next(); m != null; m = replay.next()) {
        apply(m, seen);
        byte[] change = update(random);
        announced.add(change, DecodeContext.AS4);
        // As on the wire: the change follows what was replayed before it.
        apply(change, seen);
        apply(change, model);
      }
    }
    assertThat(seen).isEqualTo(model);
  }

  @Example
  void attributesThatNobodyUsesAreForgotten() {
    Announced announced = new Announced();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      UpdateBuilder builder = new UpdateBuilder(DecodeContext.AS4);
      builder.set(8, 0xc0, new ByteSink().u32(i).toByteArray());
      builder.nlri().u8(32).u32(random.nextInt(50));
      announced.add(builder.build(4096).get().get(0), DecodeContext.AS4);
    }
    assertThat(announced.attributeSets()).isEqualTo(50);
    assertThat(announced.size()).isEqualTo(50);
  }

  @Example
  void aSessionOfOlderFormGetsWhatItCanRead() {
    Announced announced = new Announced();
    UpdateBuilder builder = new UpdateBuilder(DecodeContext.AS4);
    builder.set(2, 0x40, Bytes.ofHex("020100010000"));
    builder.nlri().u8(8).u8(10);
    byte[] message = builder.build(4096).get().get(0);
    announced.add(message, DecodeContext.AS4);
    byte[] replayed = announced.replay(IPV4, 4096).next();
    SessionForm form = new SessionForm(DecodeContext.AS2, null, 4096);
    List<byte[]> old = form.fit(replayed, 0, replayed.length, DecodeContext.AS4);
    Update u = Update.of(old.get(0), DecodeContext.AS2);
    assertThat(Bytes.hex(u.copyValue(u.find(2)), 0, 4)).isEqualTo("02015ba0");
    assertThat(u.has(17)).isTrue();
  }
}
