package io.sluice.mrt.block;

import com.github.luben.zstd.ZstdInputStream;
import io.sluice.mrt.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.tukaani.xz.XZInputStream;

/** Decompresses. */
public final class Streams {
  private static final int BUFFER = 1 << 16;

  /** A window of 64 MiB is what {@code xz -9} needs; more is asked for by no honest file. */
  private static final int XZ_MEMORY_KIB = 128 << 10;

  private Streams() {}

  /**
   * The blocks of a stream, decompressed.
   *
   * @param threads how many may decompress bzip2
   */
  public static BlockSource open(InputStream in, Compression compression, int threads) {
    if (compression == Compression.NONE) {
      return new StreamBlocks(in);
    }
    if (compression == Compression.BZIP2) {
      return new Bzip2Blocks(in, threads);
    }
    return new PumpedBlocks(new LazyStream(in, () -> plain(in, compression)));
  }

  /** The stream, decompressed by the thread that reads it. */
  static InputStream plain(InputStream in, Compression compression) throws IOException {
    InputStream buffered = new BufferedInputStream(in, BUFFER);
    return switch (compression) {
      case NONE -> buffered;
      case GZIP -> new GzipStream(in);
      case BZIP2 -> throw new IllegalArgumentException("bzip2 is decompressed by blocks");
      case XZ -> new XZInputStream(buffered, XZ_MEMORY_KIB);
      case ZSTD -> new ZstdInputStream(buffered);
      case LZ4 -> new LZ4FrameInputStream(buffered);
    };
  }
}
