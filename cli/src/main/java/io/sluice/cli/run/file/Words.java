package io.sluice.cli.run.file;

import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.Archives;
import io.sluice.mrt.Compression;

/** What the words of an operator for formats and compressions mean. */
final class Words {
  private Words() {}

  /** A format; {@code null} for "auto". */
  static ArchiveFormat format(String word) {
    return Archives.formatNamed(word);
  }

  /** A compression; {@code null} for "auto". */
  static Compression compression(String word) {
    return switch (word) {
      case "gz", "gzip" -> Compression.GZIP;
      case "bz2", "bzip2" -> Compression.BZIP2;
      case "zst", "zstd" -> Compression.ZSTD;
      case "xz" -> Compression.XZ;
      case "lz4" -> Compression.LZ4;
      case "none" -> Compression.NONE;
      default -> null;
    };
  }
}
