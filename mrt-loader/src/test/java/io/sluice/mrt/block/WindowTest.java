package io.sluice.mrt.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WindowTest {
  /** Blocks of a few octets, so that records lie across many of them. */
  private static final class SmallBlocks implements BlockSource {
    private final byte[] data;
    private final int size;
    private int at;
    private int out;

    SmallBlocks(byte[] data, int size) {
      this.data = data;
      this.size = size;
    }

    @Override
    public Block next() {
      if (at == data.length) {
        return null;
      }
      Block block = new Block(size);
      block.size(Math.min(size, data.length - at));
      System.arraycopy(data, at, block.array(), Block.HEADROOM, block.size());
      at += block.size();
      out++;
      assertThat(out).as("blocks that are held at once").isLessThanOrEqualTo(2);
      return block;
    }

    @Override
    public void release(Block block) {
      // Whoever still looks at it would see this.
      Arrays.fill(block.array(), (byte) 0xee);
      out--;
    }

    @Override
    public void close() {}
  }

  @Property(tries = 300)
  void whatIsSeenIsTheStream(
      @ForAll @IntRange(min = 1, max = 90_000) int blockSize,
      @ForAll @Size(max = 40) List<@IntRange(max = 200_000) Integer> steps,
      @ForAll int seed)
      throws IOException {
    byte[] data = new byte[1_000_000 / (1 + 100_000 / (blockSize + 1))];
    new Random(seed).nextBytes(data);
    try (Window window = new Window(new SmallBlocks(data, blockSize))) {
      int at = 0;
      for (int step : steps) {
        boolean enough = window.ensure(step);
        assertThat(enough).isEqualTo(data.length - at >= step);
        assertThat(window.offset()).isEqualTo(at);
        int seen = Math.min(step, data.length - at);
        assertThat(
                Arrays.equals(window.array(), window.at(), window.at() + seen, data, at, at + seen))
            .isTrue();
        window.skip(seen);
        at += seen;
      }
    }
  }

  @Property(tries = 20)
  void aStreamOfBlocksIsTheStream(@ForAll @IntRange(max = 3_000_000) int length, @ForAll int seed)
      throws IOException {
    byte[] data = new byte[length];
    new Random(seed).nextBytes(data);
    for (BlockSource source :
        List.of(
            new StreamBlocks(new ByteArrayInputStream(data)),
            new PumpedBlocks(new ByteArrayInputStream(data)))) {
      try (Window window = new Window(source)) {
        assertThat(window.ensure(length)).isTrue();
        assertThat(
                Arrays.equals(window.array(), window.at(), window.at() + length, data, 0, length))
            .isTrue();
        assertThat(window.ensure(length + 1)).isFalse();
      }
    }
  }
}
