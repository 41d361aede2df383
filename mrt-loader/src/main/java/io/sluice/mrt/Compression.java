package io.sluice.mrt;

/** How an archive is compressed. */
public enum Compression {
  /** Not at all. */
  NONE(""),
  /** gzip (RFC 1952), one member or several. */
  GZIP(".gz"),
  /** bzip2, one stream or several. */
  BZIP2(".bz2"),
  /** xz. */
  XZ(".xz"),
  /** Zstandard (RFC 8878). */
  ZSTD(".zst"),
  /** The frame format of LZ4. */
  LZ4(".lz4");

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  /** What the names of such files end in; empty for {@link #NONE}. */
  public String suffix() {
    return suffix;
  }

  /** By the end of a file's name. */
  public static Compression ofName(String name) {
    for (Compression c : values()) {
      if (c != NONE && name.endsWith(c.suffix)) {
        return c;
      }
    }
    return name.endsWith(".zstd") ? ZSTD : name.endsWith(".bzip2") ? BZIP2 : NONE;
  }

  /** By the first octets of a file, of which six are enough. */
  public static Compression ofContent(byte[] head, int length) {
    if (starts(head, length, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (starts(head, length, 'B', 'Z', 'h') && length > 3 && head[3] >= '1' && head[3] <= '9') {
      return BZIP2;
    }
    if (starts(head, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    if (starts(head, length, 0x28, 0xb5, 0x2f, 0xfd)) {
      return ZSTD;
    }
    return starts(head, length, 0x04, 0x22, 0x4d, 0x18) ? LZ4 : NONE;
  }

  /** Whether a compressed file may begin with this octet. */
  static boolean mayBegin(byte first) {
    return first == 0x1f || first == 'B' || first == (byte) 0xfd || first == 0x28 || first == 4;
  }

  private static boolean starts(byte[] head, int length, int... magic) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
