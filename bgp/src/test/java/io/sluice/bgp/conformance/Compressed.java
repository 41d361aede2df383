package io.sluice.bgp.conformance;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Opens files, whatever they are compressed with. */
final class Compressed {
  private Compressed() {}

  static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.mark(4);
    byte[] head = in.readNBytes(4);
    in.reset();
    InputStream plain = in;
    if (head.length == 4 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b) {
      plain = new GZIPInputStream(in, 1 << 16);
    } else if (head.length == 4 && head[0] == 'B' && head[1] == 'Z' && head[2] == 'h') {
      plain = new BZip2CompressorInputStream(in, true);
    } else if (head.length == 4 && head[0] == 0x28 && (head[1] & 0xff) == 0xb5) {
      plain = new ZstdInputStream(in);
    }
    return plain == in ? in : new BufferedInputStream(plain, 1 << 16);
  }
}
