package io.sluice.bench;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.wire.ByteSink;
import java.util.SplittableRandom;

/**
 * Makes a table of the shape that measurements of BGP software have used for long: distinct IPv4
 * /24s in random order, 5.7 of them on average to a set of attributes; paths of 3 to 7 AS numbers,
 * communities on 60 %, large communities on 10 %, MED on 30 % of the sets. The same seed makes the
 * same bytes.
 *
 * <p>What it is not: real tables have prefixes of all lengths, bursts, and attributes that repeat
 * between peers.
 */
public final class TableGenerator {
  /** AS number of the sender, the first of every path. */
  public static final long SENDER_ASN = 4200000003L;

  /** Next hop of every route: 10.0.0.3. */
  private static final int NEXT_HOP = 0x0a000003;

  /** All /24s below 224.0.0.0 but those of 10.0.0.0/8 and 127.0.0.0/8. */
  public static final int MAX_ROUTES = 221 * 65536;

  private static final long[] UPSTREAMS = {64500, 3356, 1299, 174, 2914, 6939, 4200000100L};
  private static final double MEAN_ABOVE_ONE = 5.2;

  private final int routes;
  private final long seed;

  /**
   * @param routes how many, 1 to {@link #MAX_ROUTES}
   */
  public TableGenerator(int routes, long seed) {
    if (routes < 1 || routes > MAX_ROUTES) {
      throw new IllegalArgumentException(routes + " routes: 1 to " + MAX_ROUTES + " are there");
    }
    this.routes = routes;
    this.seed = seed;
  }

  /** One UPDATE for each set of attributes, with all of its routes. */
  public Table packed() {
    return generate(Integer.MAX_VALUE);
  }

  /** One UPDATE for each route: what a router sends that does not pack, the worst case. */
  public Table single() {
    return generate(1);
  }

  private Table generate(int perMessage) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] prefixes = prefixes(random);
    ByteSink out = new ByteSink(perMessage == 1 ? routes * 80 : routes * 18);
    ByteSink attributes = new ByteSink();
    int count = 0;
    for (int at = 0; at < routes; ) {
      int end = at + Math.min(routes - at, 1 + (int) exponential(random));
      attributes(random, attributes.clear());
      while (at < end) {
        int some = Math.min(perMessage, end - at);
        update(out, attributes, prefixes, at, some);
        at += some;
        count++;
      }
    }
    return new Table(out.toByteArray(), count, routes);
  }

  private int[] prefixes(SplittableRandom random) {
    int[] prefixes = new int[routes];
    int first = 1;
    for (int i = 0; i < routes; i++) {
      int block = i >>> 16;
      first = block + 1;
      first += first >= 10 ? 1 : 0;
      first += first >= 127 ? 1 : 0;
      prefixes[i] = first << 24 | (i & 0xffff) << 8;
    }
    for (int i = routes - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = prefixes[i];
      prefixes[i] = prefixes[j];
      prefixes[j] = swap;
    }
    return prefixes;
  }

  private static double exponential(SplittableRandom random) {
    return -MEAN_ABOVE_ONE * Math.log(1 - random.nextDouble());
  }

  private static void attributes(SplittableRandom random, ByteSink a) {
    a.u8(0x40).u8(1).u8(1).u8(0);
    int behind = 1 + random.nextInt(5);
    a.u8(0x40).u8(2).u8(2 + 4 * (2 + behind)).u8(2).u8(2 + behind);
    a.u32(SENDER_ASN).u32(UPSTREAMS[random.nextInt(UPSTREAMS.length)]);
    for (int i = 0; i < behind; i++) {
      a.u32(1 + random.nextInt(400_000));
    }
    a.u8(0x40).u8(3).u8(4).u32(NEXT_HOP);
    if (random.nextInt(10) < 3) {
      a.u8(0x80).u8(4).u8(4).u32(random.nextInt(201));
    }
    if (random.nextInt(10) < 6) {
      int n = 1 + random.nextInt(6);
      a.u8(0xc0).u8(8).u8(4 * n);
      for (int i = 0; i < n; i++) {
        a.u16(1 + random.nextInt(65_000)).u16(random.nextInt(10_000));
      }
    }
    if (random.nextInt(10) == 0) {
      a.u8(0xc0).u8(32).u8(24);
      for (int i = 0; i < 2; i++) {
        a.u32(1 + random.nextInt(400_000)).u32(random.nextInt(100)).u32(random.nextInt(100));
      }
    }
  }

  private static void update(ByteSink out, ByteSink attributes, int[] prefixes, int from, int n) {
    int start = out.size();
    Header.begin(out, MessageType.UPDATE).u16(0).u16(attributes.size());
    out.bytes(attributes.array(), 0, attributes.size());
    for (int i = from; i < from + n; i++) {
      out.u8(24).u24(prefixes[i] >>> 8);
    }
    out.setU16(start + Header.LENGTH_OFFSET, out.size() - start);
  }
}
