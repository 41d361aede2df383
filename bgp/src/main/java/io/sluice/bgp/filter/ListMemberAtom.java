package io.sluice.bgp.filter;

import io.sluice.bgp.Update;
import io.sluice.bgp.wire.Bytes;

/** Whether one value stands in an attribute that is a list of values of 4, 8 or 12 octets. */
final class ListMemberAtom extends Atom {
  private final int code;
  private final int size;
  private final long first;
  private final long rest;

  /**
   * @param first the first four octets of 4 or 12
   * @param rest the eight octets of 8, or the last eight of 12
   */
  ListMemberAtom(int code, int size, long first, long rest) {
    this.code = code;
    this.size = size;
    this.first = first;
    this.rest = rest;
  }

  @Override
  Scope scope() {
    return Scope.ANNOUNCEMENTS;
  }

  @Override
  int test(Evaluation e) {
    Update u = e.update();
    int i = u.find(code);
    if (i < 0 || u.valueLength(i) < size) {
      return ABSENT;
    }
    byte[] b = u.buffer();
    int last = u.end(i) - size;
    for (int at = u.value(i); at <= last; at += size) {
      boolean same =
          switch (size) {
            case 4 -> Bytes.u32(b, at) == first;
            case 8 -> Bytes.i64(b, at) == rest;
            default -> Bytes.u32(b, at) == first && Bytes.i64(b, at + 4) == rest;
          };
      if (same) {
        return TRUE;
      }
    }
    return FALSE;
  }
}
