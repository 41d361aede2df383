package io.sluice.bgp;

import io.sluice.bgp.wire.ByteSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Well-formed UPDATE messages by chance, a seed for each. */
public final class RandomUpdates {
  private static final int[] FAMILIES = {0x0201, 0x0101, 0x0102, 0x0202};

  private final Random random;
  private final DecodeContext context;
  private final boolean addPath;

  public RandomUpdates(long seed) {
    random = new Random(seed);
    addPath = random.nextInt(4) == 0;
    context =
        addPath
            ? DecodeContext.of(
                true, List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST), List.of())
            : DecodeContext.AS4;
  }

  public DecodeContext context() {
    return context;
  }

  public boolean coin() {
    return random.nextBoolean();
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A message; with many routes mostly longer than 4096 octets. */
  public byte[] next(int routes) {
    Map<Integer, byte[]> attributes = new LinkedHashMap<>();
    if (random.nextInt(5) > 0) {
      attributes.put(1, new byte[] {(byte) random.nextInt(3)});
      attributes.put(2, path());
      attributes.put(3, bytes(4));
    }
    for (int code : new int[] {4, 8, 99, 32}) {
      if (random.nextInt(3) == 0) {
        attributes.put(code, bytes(code == 4 ? 4 : 12 * random.nextInt(8)));
      }
    }
    if (random.nextInt(3) == 0) {
      attributes.put(14, reach(routes));
    }
    if (random.nextInt(3) == 0) {
      attributes.put(15, unreach(routes));
    }
    ByteSink a = new ByteSink();
    List<Integer> order = new ArrayList<>(attributes.keySet());
    java.util.Collections.shuffle(order, random);
    order.forEach(code -> write(a, code, attributes.get(code)));
    ByteSink withdrawn = prefixes(0x0101, random.nextInt(3) == 0 ? routes : 0);
    ByteSink nlri = prefixes(0x0101, random.nextInt(3) > 0 ? routes : 0);
    ByteSink out = Header.begin(new ByteSink(), MessageType.UPDATE);
    out.u16(withdrawn.size()).bytes(withdrawn.toByteArray());
    out.u16(a.size()).bytes(a.toByteArray()).bytes(nlri.toByteArray());
    return Header.finish(out);
  }

  private void write(ByteSink a, int code, byte[] value) {
    boolean extended = value.length > 255 || random.nextInt(4) == 0;
    a.u8((random.nextBoolean() ? 0xc0 : 0x40) | (extended ? 0x10 : 0)).u8(code);
    (extended ? a.u16(value.length) : a.u8(value.length)).bytes(value);
  }

  private byte[] path() {
    ByteSink path = new ByteSink();
    for (int segment = random.nextInt(3); segment >= 0; segment--) {
      int count = 1 + random.nextInt(5);
      path.u8(random.nextInt(4) == 0 ? 1 : 2).u8(count).bytes(bytes(4 * count));
    }
    return path.toByteArray();
  }

  private byte[] reach(int routes) {
    int family = FAMILIES[random.nextInt(FAMILIES.length)];
    ByteSink out = new ByteSink();
    out.u16(family >>> 8).u8(family & 0xff);
    int nextHop = family >>> 8 == 1 ? 4 : random.nextBoolean() ? 16 : 32;
    out.u8(nextHop).bytes(bytes(nextHop)).u8(0);
    return out.bytes(prefixes(family, 1 + random.nextInt(routes)).toByteArray()).toByteArray();
  }

  private byte[] unreach(int routes) {
    int family = FAMILIES[random.nextInt(FAMILIES.length)];
    ByteSink out = new ByteSink();
    out.u16(family >>> 8).u8(family & 0xff);
    return out.bytes(prefixes(family, random.nextInt(routes)).toByteArray()).toByteArray();
  }

  private ByteSink prefixes(int family, int most) {
    ByteSink out = new ByteSink();
    int max = family >>> 8 == 1 ? 32 : 128;
    for (int i = most == 0 ? 0 : random.nextInt(most + 1); i > 0; i--) {
      if (context.addPath(family)) {
        out.u32(random.nextInt(4));
      }
      int bits = random.nextInt(max + 1);
      out.u8(bits).bytes(bytes(bits + 7 >>> 3));
    }
    return out;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
