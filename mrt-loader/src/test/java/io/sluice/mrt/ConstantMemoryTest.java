package io.sluice.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ConstantMemoryTest {
  /** Some octets again and again. */
  private static final class Repeated extends InputStream {
    private final byte[] octets;
    private long left;
    private int at;

    Repeated(byte[] octets, int times) {
      this.octets = octets;
      this.left = (long) octets.length * times;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read by blocks");
    }

    @Override
    public int read(byte[] b, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(left, Math.min(length, octets.length - at));
      System.arraycopy(octets, at, b, offset, count);
      at = (at + count) % octets.length;
      left -= count;
      return count;
    }

    @Override
    public int available() {
      return (int) Math.min(left, Integer.MAX_VALUE);
    }
  }

  @Test
  void aHundredMegabytesAreReadInTheMemoryOfAFewBlocks() throws IOException {
    byte[] archive = SampleArchive.of(ArchiveFormat.MRT, 5000, 1);
    int times = 100_000_000 / archive.length;
    long messages = 0;
    long before;
    try (ArchiveReader reader =
        Archives.open(
            new Repeated(archive, times),
            "",
            ReadOptions.DEFAULT.withFormat(ArchiveFormat.MRT).withCompression(Compression.NONE))) {
      before = allocated();
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        messages += kind == ArchiveReader.Kind.MESSAGE ? 1 : 0;
      }
    }
    assertThat(messages).isEqualTo(5000L * times);
    assertThat(allocated() - before).as("octets allocated").isLessThan(8 << 20);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
