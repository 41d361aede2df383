package io.sluice.bgp;

import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.util.HexFormat;

/** UPDATE messages from hexadecimal parts, for tests; blanks are allowed. */
public final class Updates {
  public static final String ORIGIN = "400101 00";
  public static final String AS_PATH = "400206 0201 0000fde9";
  public static final String NEXT_HOP = "400304 c0000201";
  public static final String COMMUNITIES = "c00804 fde90064";

  private Updates() {}

  public static byte[] update(String withdrawn, String attributes, String nlri) {
    byte[] w = bytes(withdrawn);
    byte[] a = bytes(attributes);
    ByteSink out = Header.begin(new ByteSink(), MessageType.UPDATE);
    return Header.finish(out.u16(w.length).bytes(w).u16(a.length).bytes(a).bytes(bytes(nlri)));
  }

  public static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** An attribute with its length worked out. */
  public static String attribute(int flags, int code, String value) {
    int length = bytes(value).length;
    return length > 255
        ? "%02x%02x%04x%s".formatted(flags | 0x10, code, length, value)
        : "%02x%02x%02x%s".formatted(flags, code, length, value);
  }

  public static String hex(byte[] bytes) {
    return Bytes.hex(bytes, 0, bytes.length);
  }
}
