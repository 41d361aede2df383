package io.sluice.filters.limit;

/**
 * What a limit stage is set up with. Zero turns a limit off.
 *
 * @param ipv4 look at IPv4 unicast; also when neither family is named
 * @param ipv6 look at IPv6 unicast
 * @param multicast look at the multicast routes of these families too, each counted by itself
 * @param permanent counts only grow: withdrawals are not looked at
 * @param minLength shortest prefix allowed, bits, 0 to 128
 * @param maxLength longest prefix allowed, bits, 0 to 128
 * @param session most prefixes of a session and direction
 * @param origin most prefixes with the same origin AS
 * @param block most prefixes within the same block of addresses
 * @param blockLength length of a block, bits, 0 to 64; 0 for 16 (IPv4) and 32 (IPv6)
 */
public record LimitOptions(
    boolean ipv4,
    boolean ipv6,
    boolean multicast,
    boolean permanent,
    int minLength,
    int maxLength,
    long session,
    long origin,
    long block,
    int blockLength) {
  private static final int USUAL_BLOCK_IPV4 = 16;
  private static final int USUAL_BLOCK_IPV6 = 32;

  /** No limit on anything, IPv4. */
  public static final LimitOptions NONE =
      new LimitOptions(true, false, false, false, 0, 0, 0, 0, 0, 0);

  public LimitOptions {
    ipv4 = ipv4 || !ipv6;
    range("min-length", minLength, 128);
    range("max-length", maxLength, 128);
    range("block-length", blockLength, 64);
    if (minLength > 0 && maxLength > 0 && minLength > maxLength) {
      throw new IllegalArgumentException(
          "limit --min-length " + minLength + " is more than --max-length " + maxLength);
    }
    session = Math.max(0, session);
    origin = Math.max(0, origin);
    block = Math.max(0, block);
  }

  private static void range(String name, int value, int most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(
          "limit --" + name + " " + value + ": must be 0 to " + most);
    }
  }

  /** The same with both families. */
  public LimitOptions withBothFamilies() {
    return new LimitOptions(
        true,
        true,
        multicast,
        permanent,
        minLength,
        maxLength,
        session,
        origin,
        block,
        blockLength);
  }

  /** The same with limits on the length of prefixes. */
  public LimitOptions withLengths(int min, int max) {
    return new LimitOptions(
        ipv4, ipv6, multicast, permanent, min, max, session, origin, block, blockLength);
  }

  /** The same with limits on counts. */
  public LimitOptions withCounts(long perSession, long perOrigin, long perBlock) {
    return new LimitOptions(
        ipv4,
        ipv6,
        multicast,
        permanent,
        minLength,
        maxLength,
        perSession,
        perOrigin,
        perBlock,
        blockLength);
  }

  /** Bits of a block of a family. */
  int blockBits(boolean isIpv6) {
    if (blockLength == 0) {
      return isIpv6 ? USUAL_BLOCK_IPV6 : USUAL_BLOCK_IPV4;
    }
    return isIpv6 ? blockLength : Math.min(32, blockLength);
  }

  /** Whether anything is counted, and so remembered. */
  boolean counts() {
    return session > 0 || origin > 0 || block > 0;
  }
}
