package io.sluice.mrt.read;

import io.sluice.bgp.Header;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.block.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells formats by name and content. */
public final class Formats {
  private static final Pattern COMPRESSED = Pattern.compile("\\.(gz|zstd|zst|bz2|bzip2|xz|lz4)$");
  private static final Pattern COLLECTORS =
      Pattern.compile("(updates|rib|bview)\\.2.*|latest-(update|bview)\\.gz");
  private static final Pattern EXTENSION = Pattern.compile(".*\\.([a-z]+)");

  /** Where the type begins in an MRT record. */
  private static final int MRT_TYPE = 4;

  private Formats() {}

  /** The format that a file's name tells, or {@code null}. */
  public static ArchiveFormat ofName(String name) {
    if (COLLECTORS.matcher(name).matches()) {
      return ArchiveFormat.MRT;
    }
    var extension = EXTENSION.matcher(COMPRESSED.matcher(name).replaceFirst(""));
    return switch (extension.matches() ? extension.group(1) : "") {
      case "mrt" -> ArchiveFormat.MRT;
      case "exa" -> ArchiveFormat.EXABGP;
      case "bmp" -> ArchiveFormat.BMP;
      case "obmp" -> ArchiveFormat.OPENBMP;
      case "json", "jsonl", "txt" -> ArchiveFormat.JSON;
      case "raw", "bin", "bgp" -> ArchiveFormat.RAW;
      default -> null;
    };
  }

  /** The format that a word of an operator names, as bgpipe spells it or by its own name. */
  public static ArchiveFormat ofWord(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "mrt" -> ArchiveFormat.MRT;
      case "exa", "exabgp" -> ArchiveFormat.EXABGP;
      case "bmp" -> ArchiveFormat.BMP;
      case "obmp", "openbmp" -> ArchiveFormat.OPENBMP;
      case "json" -> ArchiveFormat.JSON;
      case "raw" -> ArchiveFormat.RAW;
      default -> null;
    };
  }

  /** What names of files end in for their format to be told, for messages. */
  public static String endings() {
    return ".mrt, .bmp, .obmp, .raw, .json or .exa";
  }

  /** The format that the first octets tell, or {@code null}; reads no more than it needs. */
  public static ArchiveFormat ofContent(Window window) throws IOException {
    if (!window.ensure(1)) {
      return null;
    }
    byte first = window.array()[window.at()];
    if (first > ' ' && binary(window)) {
      return ofBinary(window, first);
    }
    if (first == '[' || first == '{' || first == '#') {
      return ArchiveFormat.JSON;
    }
    if (first == 'a' || first == 'w') {
      window.ensure(8);
      return starts(window, "announce") || starts(window, "withdraw") ? ArchiveFormat.EXABGP : null;
    }
    if (first == 'O') {
      window.ensure(4);
      return starts(window, "OBMP") ? ArchiveFormat.OPENBMP : null;
    }
    return ofBinary(window, first);
  }

  /**
   * Whether a type of MRT stands where it would: the time in front of it may begin as text does. No
   * text has a zero there.
   */
  private static boolean binary(Window window) throws IOException {
    return window.ensure(MRT_TYPE + 1)
        && window.array()[window.at() + MRT_TYPE] == 0
        && !starts(window, "OBMP");
  }

  private static ArchiveFormat ofBinary(Window window, byte first) throws IOException {
    window.ensure(1 << 12);
    byte[] b = window.array();
    int at = window.at();
    if (window.available() >= Header.LENGTH && Header.markerOk(b, at)) {
      return ArchiveFormat.RAW;
    }
    if (window.available() >= MrtHeader.LENGTH && mrt(window)) {
      return ArchiveFormat.MRT;
    }
    boolean bmp = window.available() >= 6 && first == 3;
    return bmp && Bytes.u32(b, at + 1) >= 6 && Bytes.u32(b, at + 1) <= 65536 && b[at + 5] <= 6
        ? ArchiveFormat.BMP
        : null;
  }

  private static boolean mrt(Window window) {
    byte[] b = window.array();
    int at = window.at();
    if (MrtHeader.plausible(b, at, window.limit(), ReadOptions.DEFAULT_MAX_RECORD)) {
      return true;
    }
    int end = Math.min(76, window.available()) - Header.MARKER_LENGTH;
    for (int i = 0; i <= end; i++) {
      if (Header.markerOk(b, at + i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean starts(Window window, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    return window.available() >= wanted.length
        && Arrays.equals(
            window.array(), window.at(), window.at() + wanted.length, wanted, 0, wanted.length);
  }
}
