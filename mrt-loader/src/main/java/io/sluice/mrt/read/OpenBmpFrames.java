package io.sluice.mrt.read;

import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ArchiveReader.Kind;
import io.sluice.mrt.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Frames of OpenBMP, version 1: who collected a BMP message and of which router stands before it.
 */
class OpenBmpFrames {
  /** Octets that tell the lengths. */
  static final int FIXED = 12;

  /** Octets of a header without its two names. */
  private static final int LEAST = 78;

  private static final int MAGIC = 0x4f424d50;
  private static final int BMP_RAW = 12;
  private static final int ADMIN = 38;

  private final BaseReader reader;
  private final int longest;
  private final BmpMessages messages;

  OpenBmpFrames(BaseReader reader, ReadOptions options) {
    this.reader = reader;
    this.longest = options.maxRecord();
    this.messages = new BmpMessages(reader, options.context());
  }

  /** Octets of the frame whose header stands here, that included; -1 if this is none. */
  int frame(byte[] b, int at) {
    long length = Bytes.u16(b, at + 6) + Bytes.u32(b, at + 8);
    boolean frame =
        Bytes.i32(b, at) == MAGIC
            && b[at + 4] == 1
            && Bytes.u16(b, at + 6) >= LEAST
            && length <= longest;
    return frame ? (int) length : -1;
  }

  /**
   * Reads a frame that is there as a whole.
   *
   * @return what it is; {@code null} to pass over it
   */
  Kind read(byte[] b, int at, int length) {
    if (b[at + 13] != BMP_RAW) {
      return null;
    }
    int bmp = at + Bytes.u16(b, at + 6);
    int admin = Bytes.u16(b, at + ADMIN);
    int router = at + ADMIN + 2 + admin;
    int name = router + 32;
    if (name + 2 > bmp || name + 2 + Bytes.u16(b, name) + 4 > bmp) {
      return reader.damaged(
          reader.offset, length, null, "names that do not fit into the header of OpenBMP");
    }
    int end = at + length;
    if (bmp + BmpHeader.LENGTH > end || BmpHeader.frame(b, bmp, longest) != end - bmp) {
      return reader.damaged(
          reader.offset, length, null, "a frame of OpenBMP without one BMP message");
    }
    String routerName = text(b, name + 2, Bytes.u16(b, name));
    messages.tags(
        tags(
            text(b, at + ADMIN + 2, admin),
            routerName.isEmpty() ? address(b, router + 16) : routerName));
    return messages.read(b, bmp, end, length);
  }

  /**
   * The tags of a frame.
   *
   * @param collector who collected it, as it names itself; may be empty
   * @param router whose BMP message it is: name or address; may be empty
   */
  Map<String, String> tags(String collector, String router) {
    Map<String, String> tags = new TreeMap<>();
    put(tags, "COLLECTOR", collector);
    put(tags, "ROUTER", router);
    return tags;
  }

  static void put(Map<String, String> tags, String name, String value) {
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
