package io.sluice.cli.routers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The path attributes in a table dump, in which AS numbers have four octets and MP_REACH_NLRI holds
 * the next hop alone (RFC 6396 4.3.4). Written apart from the product's decoder: what the routers
 * hold must not be judged by the code under test.
 */
final class PathAttributes {
  private String nextHop = "";
  private final List<Long> path = new ArrayList<>();
  private long med = -1;
  private final List<String> communities = new ArrayList<>();
  private final List<String> large = new ArrayList<>();

  PathAttributes(byte[] attributes) {
    ByteBuffer in = ByteBuffer.wrap(attributes);
    while (in.hasRemaining()) {
      int flags = in.get();
      int code = in.get() & 0xff;
      int length = (flags & 0x10) == 0 ? in.get() & 0xff : in.getShort() & 0xffff;
      attribute(code, in.slice(in.position(), length));
      in.position(in.position() + length);
    }
  }

  private void attribute(int code, ByteBuffer value) {
    switch (code) {
      case 2 -> asPath(value);
      case 3 -> nextHop = host(bytes(value, value.remaining()));
      case 4 -> med = value.getInt() & 0xffff_ffffL;
      case 8 -> communities(value);
      case 14 -> nextHop = mpNextHop(value);
      case 32 -> large(value);
      default -> {} // ORIGIN and what no test sets
    }
  }

  private void asPath(ByteBuffer value) {
    while (value.hasRemaining()) {
      value.get(); // these tests send sequences only
      for (int count = value.get() & 0xff; count > 0; count--) {
        path.add(value.getInt() & 0xffff_ffffL);
      }
    }
  }

  private void communities(ByteBuffer value) {
    List<Integer> numbers = new ArrayList<>();
    while (value.hasRemaining()) {
      numbers.add(value.getInt());
    }
    numbers.sort(Integer::compareUnsigned);
    numbers.forEach(c -> communities.add((c >>> 16) + ":" + (c & 0xffff)));
  }

  private void large(ByteBuffer value) {
    while (value.hasRemaining()) {
      long first = value.getInt() & 0xffff_ffffL;
      large.add(first + ":" + value.getInt() + ":" + value.getInt());
    }
    Collections.sort(large);
  }

  /** The global address, in the short form of the RFC or the long one that some write. */
  private static String mpNextHop(ByteBuffer value) {
    int length = value.get(0) & 0xff;
    int at = 1;
    if (length == 0) {
      length = value.get(3) & 0xff;
      at = 4;
    }
    value.position(at);
    return host(bytes(value, Math.min(length, 16)));
  }

  private static byte[] bytes(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  static String host(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address.length + " octets are no address", e);
    }
  }

  Route route(String prefix) {
    return new Route(prefix, nextHop, path, med, communities, large);
  }
}
