package io.sluice.bgp.update;

import io.sluice.bgp.wire.Bytes;

/**
 * A next hop in one of the forms of RFC 4271, 2545, 4364, 4659 and 8950, told by its length: 4 or
 * 16 octets, with a route distinguisher of 8 in front (12, 24), with a link-local address behind
 * (32, 48). Mutable, to be read into again and again.
 */
public final class NextHop {
  private boolean ipv4;
  private long hi;
  private long lo;
  private boolean hasLinkLocal;
  private long linkLocalHi;
  private long linkLocalLo;
  private boolean hasDistinguisher;

  /** Reads a range; {@code false} when its length is none of the known ones. */
  public boolean read(byte[] b, int offset, int length) {
    hasDistinguisher = length == 12 || length == 24 || length == 48;
    hasLinkLocal = length == 32 || length == 48;
    ipv4 = length == 4 || length == 12;
    int at = hasDistinguisher ? offset + 8 : offset;
    switch (length) {
      case 4, 12:
        hi = (long) Bytes.i32(b, at) << 32;
        lo = 0;
        return true;
      case 32, 48:
        int second = offset + length - 16;
        linkLocalHi = Bytes.i64(b, second);
        linkLocalLo = Bytes.i64(b, second + 8);
        readIpv6(b, at);
        return true;
      case 16, 24:
        readIpv6(b, at);
        return true;
      default:
        return false;
    }
  }

  private void readIpv6(byte[] b, int at) {
    hi = Bytes.i64(b, at);
    lo = Bytes.i64(b, at + 8);
  }

  /** Whether the address is an IPv4 one. */
  public boolean ipv4() {
    return ipv4;
  }

  /** Upper 64 bits of the address; an IPv4 address in the upper 32 of them. */
  public long hi() {
    return hi;
  }

  /** Lower 64 bits of an IPv6 address. */
  public long lo() {
    return lo;
  }

  /** Whether a link-local address stands beside it (RFC 2545 section 3). */
  public boolean hasLinkLocal() {
    return hasLinkLocal;
  }

  /** Upper 64 bits of the link-local address. */
  public long linkLocalHi() {
    return linkLocalHi;
  }

  /** Lower 64 bits of the link-local address. */
  public long linkLocalLo() {
    return linkLocalLo;
  }

  /** Whether a route distinguisher stood before it (RFC 4364 section 4.3.2). */
  public boolean hasDistinguisher() {
    return hasDistinguisher;
  }
}
