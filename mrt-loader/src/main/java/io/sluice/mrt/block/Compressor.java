package io.sluice.mrt.block;

import com.github.luben.zstd.ZstdOutputStream;
import io.sluice.mrt.Compression;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Compresses. */
public final class Compressor {
  private static final int BUFFER = 1 << 16;

  private Compressor() {}

  /** A stream whose octets go to another compressed. */
  public static OutputStream open(OutputStream out, Compression compression) throws IOException {
    return switch (compression) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out, BUFFER, true);
      case BZIP2 -> new BZip2CompressorOutputStream(out);
      case XZ -> new XZOutputStream(out, new LZMA2Options());
      case ZSTD -> new ZstdOutputStream(out);
      case LZ4 -> new LZ4FrameOutputStream(out);
    };
  }
}
