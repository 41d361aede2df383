package io.sluice.mrt.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;

class Bzip2BlocksTest {
  private static byte[] compressed(byte[] data, int level) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, level)) {
      bzip2.write(data);
    }
    return out.toByteArray();
  }

  private static byte[] plain(byte[] compressed, int threads) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Bzip2Blocks blocks = new Bzip2Blocks(new ByteArrayInputStream(compressed), threads)) {
      for (Block block = blocks.next(); block != null; block = blocks.next()) {
        out.write(block.array(), Block.HEADROOM, block.size());
        blocks.release(block);
      }
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Octets with runs of many lengths, of an alphabet small or large. */
  private static byte[] data(int length, int alphabet, int longestRun, int seed) {
    Random random = new Random(seed);
    byte[] data = new byte[length];
    for (int at = 0; at < length; ) {
      int run = Math.min(length - at, 1 + random.nextInt(longestRun));
      Arrays.fill(data, at, at + run, (byte) random.nextInt(alphabet));
      at += run;
    }
    return data;
  }

  @Property(tries = 150)
  void whatWasCompressedComesOut(
      @ForAll @IntRange(max = 350_000) int length,
      @ForAll @IntRange(min = 1, max = 256) int alphabet,
      @ForAll @IntRange(min = 1, max = 2000) int longestRun,
      @ForAll @IntRange(min = 1, max = 9) int level,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll int seed)
      throws IOException {
    byte[] data = data(length, alphabet, longestRun, seed);
    assertThat(Arrays.equals(plain(compressed(data, level), threads), data)).isTrue();
  }

  @Test
  void streamsOneBehindTheOtherAreOneEvenEmptyOnes() throws IOException {
    byte[] data = data(250_000, 256, 3, 1);
    byte[] empty = compressed(new byte[0], 9);
    byte[] whole = joined(empty, compressed(data, 1), empty, compressed(data, 9), empty);
    assertThat(Arrays.equals(plain(whole, 2), joined(data, data))).isTrue();
    assertThat(plain(empty, 2)).isEmpty();
  }

  @Test
  void theMagicOfABlockInsideABlockIsNoBlock() throws IOException {
    byte[] data = data(5000, 256, 1, 3);
    byte[] one = compressed(data, 9);
    Bzip2Segment segment = new Bzip2Splitter(new ByteArrayInputStream(one)).next();
    int cut = 8 * 2001 + 3;
    byte[] front = Arrays.copyOf(segment.octets(), 2002 + Bzip2Segment.SLACK);
    byte[] back = Arrays.copyOfRange(segment.octets(), 2001, segment.octets().length);
    Bzip2Segment first = new Bzip2Segment(front, segment.from(), cut, false);
    Bzip2Segment second = new Bzip2Segment(back, 3, segment.to() - 8 * 2001, true);
    Block block = new Block(Block.SIZE);
    assertThatThrownBy(() -> new Bzip2Block().decode(first, block)).isInstanceOf(IOException.class);
    new Bzip2Block().decode(first.with(second), block);
    assertThat(block.size()).isEqualTo(data.length);
  }

  @Test
  void whatBreaksOffOrWasChangedIsNoticedAndWhatStandsBeforeItIsGiven() throws IOException {
    byte[] data = data(250_000, 256, 1, 2);
    byte[] whole = compressed(data, 1);
    for (int lost : new int[] {1, 4, 10, 20_000}) {
      Bzip2Blocks blocks =
          new Bzip2Blocks(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length - lost)), 2);
      assertThat(blocks.next().size()).isGreaterThan(90_000);
      assertThatThrownBy(() -> readAll(blocks))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("of the decompressed stream");
    }
    for (int at = 50; at < whole.length; at += 9973) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      assertThatThrownBy(() -> plain(changed, 2)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> plain(data, 2)).isInstanceOf(IOException.class);
  }

  private static void readAll(Bzip2Blocks blocks) throws IOException {
    try (blocks) {
      for (Block block = blocks.next(); block != null; block = blocks.next()) {
        blocks.release(block);
      }
    }
  }

  /** What is given until the end or a fault, and the fault. */
  private static String until(byte[] compressed, ByteArrayOutputStream given) throws IOException {
    try (Bzip2Blocks blocks = new Bzip2Blocks(new ByteArrayInputStream(compressed), 2)) {
      for (Block block = blocks.next(); block != null; block = blocks.next()) {
        given.write(block.array(), Block.HEADROOM, block.size());
        blocks.release(block);
      }
      return "";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  @Test
  void whatStandsBehindTheEndIsToldOnceAllIsGiven() throws IOException {
    byte[] data = data(250_000, 200, 3, 1);
    byte[] whole = compressed(data, 1);
    for (byte[] between :
        new byte[][] {{1}, {0, 0, 1}, "BZ".getBytes(), "BZh1 and more".getBytes()}) {
      ByteArrayOutputStream given = new ByteArrayOutputStream();
      assertThat(until(joined(whole, between), given))
          .isEqualTo(
              "cannot read on behind offset 250000 of the decompressed stream:"
                  + " what stands behind the bzip2 data is not bzip2");
      assertThat(given.toByteArray()).isEqualTo(data);
      given.reset();
      assertThat(until(joined(whole, between, whole), given)).contains("is not bzip2");
      assertThat(given.toByteArray()).isEqualTo(data);
    }
    assertThat(plain(joined(whole, new byte[5000]), 2)).isEqualTo(data);
    assertThat(
            plain(joined(compressed(new byte[0], 1), whole, compressed(new byte[0], 1), whole), 2))
        .isEqualTo(joined(data, data));
  }

  @Test
  void eachWholeBlockOfACutStreamIsGiven() throws IOException {
    byte[] data = data(250_000, 200, 3, 1);
    byte[] whole = compressed(data, 1);
    for (int missing = 1; missing < 10; missing++) {
      ByteArrayOutputStream given = new ByteArrayOutputStream();
      assertThat(until(Arrays.copyOf(whole, whole.length - missing), given)).contains("breaks off");
      assertThat(given.toByteArray()).isEqualTo(data);
    }
    ByteArrayOutputStream given = new ByteArrayOutputStream();
    assertThat(until(Arrays.copyOf(whole, whole.length - 1000), given))
        .endsWith("the file ends inside of a block of bzip2");
    assertThat(given.toByteArray()).isEqualTo(Arrays.copyOf(data, given.size()));
    assertThat(given.size()).isGreaterThan(100_000);
  }

  @Test
  void aWrongChecksumOfTheStreamIsToldOnceAllIsGiven() throws IOException {
    byte[] data = data(250_000, 200, 3, 1);
    byte[] whole = compressed(data, 1);
    whole[whole.length - 2] ^= 1;
    ByteArrayOutputStream given = new ByteArrayOutputStream();
    assertThat(until(whole, given)).endsWith("the checksum of the bzip2 stream is wrong");
    assertThat(given.toByteArray()).isEqualTo(data);
  }
}
