package io.sluice.mrt.read;

import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.block.Window;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads BMP messages in the frames of OpenBMP, version 1: who collected them and of which router
 * stands before each.
 */
public final class OpenBmpReader extends FramedReader {
  /** Octets that tell the lengths. */
  private static final int FIXED = 12;

  /** Octets of a header without its two names. */
  private static final int LEAST = 78;

  private static final int MAGIC = 0x4f424d50;
  private static final int BMP_RAW = 12;
  private static final int ADMIN = 38;

  private final int longest;
  private final BmpMessages messages;

  /** A reader of what a window shows. */
  public OpenBmpReader(Window window, ReadOptions options) {
    super(window, FIXED, FIXED);
    this.longest = options.maxRecord();
    this.messages = new BmpMessages(this, options.context());
  }

  @Override
  int frame(byte[] b, int at) {
    long length = Bytes.u16(b, at + 6) + Bytes.u32(b, at + 8);
    boolean frame =
        Bytes.i32(b, at) == MAGIC
            && b[at + 4] == 1
            && Bytes.u16(b, at + 6) >= LEAST
            && length <= longest;
    return frame ? (int) length : -1;
  }

  @Override
  boolean doubtful(Kind kind) {
    return kind != Kind.MESSAGE;
  }

  @Override
  boolean plausible(byte[] b, int at, int limit) {
    return frame(b, at) >= 0;
  }

  @Override
  Kind record(byte[] b, int at, int length) {
    if (b[at + 13] != BMP_RAW) {
      return null;
    }
    int bmp = at + Bytes.u16(b, at + 6);
    int admin = Bytes.u16(b, at + ADMIN);
    int router = at + ADMIN + 2 + admin;
    int name = router + 32;
    if (name + 2 > bmp || name + 2 + Bytes.u16(b, name) + 4 > bmp) {
      return damaged(offset, length, null, "names that do not fit into the header of OpenBMP");
    }
    int end = at + length;
    if (bmp + BmpHeader.LENGTH > end || BmpHeader.frame(b, bmp, longest) != end - bmp) {
      return damaged(offset, length, null, "a frame of OpenBMP without one BMP message");
    }
    Map<String, String> tags = new TreeMap<>();
    put(tags, "COLLECTOR", text(b, at + ADMIN + 2, admin));
    String routerName = text(b, name + 2, Bytes.u16(b, name));
    put(tags, "ROUTER", routerName.isEmpty() ? address(b, router + 16) : routerName);
    messages.tags(tags);
    return messages.read(b, bmp, end, length);
  }

  private static void put(Map<String, String> tags, String name, String value) {
    if (!value.isEmpty()) {
      tags.put(name, value);
    }
  }

  private static String text(byte[] b, int at, int length) {
    int end = at;
    while (end < at + length && b[end] != 0) {
      end++;
    }
    return new String(b, at, end - at, StandardCharsets.UTF_8);
  }

  /** Collectors write an IPv4 address into the first four of the octets, others into the last. */
  private static String address(byte[] b, int at) {
    long high = Bytes.i64(b, at);
    long low = Bytes.i64(b, at + 8);
    if (high == 0 && low == 0) {
      return "";
    }
    boolean first = low == 0 && (int) high == 0;
    boolean last = high == 0 && low >>> 32 == 0;
    return Bgp4mp.address(b, last ? at + 12 : at, first || last ? 4 : 16).toString();
  }
}
