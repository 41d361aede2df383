package io.sluice.mrt.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
  private static final byte[] DATA = data(300_000);

  private static byte[] data(int length) {
    Random random = new Random(1);
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (random.nextInt(4) * random.nextInt(60));
    }
    return data;
  }

  private static byte[] zipped(byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(data);
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

  /** What is given until the end or a fault, and the fault. */
  private record Read(byte[] octets, String fault) {
    static Read of(InputStream compressed) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try (InputStream in = new GzipStream(compressed)) {
        byte[] piece = new byte[100_000];
        for (int n = in.read(piece, 0, piece.length); n >= 0; n = in.read(piece, 0, piece.length)) {
          all.write(piece, 0, n);
        }
        return new Read(all.toByteArray(), null);
      } catch (IOException e) {
        return new Read(all.toByteArray(), e.getMessage());
      }
    }

    static Read of(byte[] compressed) throws IOException {
      return of(new ByteArrayInputStream(compressed));
    }
  }

  @Test
  void membersAreReadOneBehindTheOtherAndZerosBehindTheLastAreNothing() throws IOException {
    byte[] other = "another".getBytes(StandardCharsets.US_ASCII);
    byte[] all = joined(zipped(DATA), zipped(new byte[0]), zipped(other), new byte[100_000]);
    Read read = Read.of(all);
    assertThat(read.fault).isNull();
    assertThat(read.octets).isEqualTo(joined(DATA, other));
  }

  @Test
  void aStreamThatPausesAfterEachOctetIsReadWhole() throws IOException {
    byte[] all = joined(zipped(Arrays.copyOf(DATA, 2000)), zipped(Arrays.copyOf(DATA, 10)));
    InputStream dripping =
        new ByteArrayInputStream(all) {
          @Override
          public synchronized int read(byte[] b, int offset, int length) {
            return super.read(b, offset, Math.min(1, length));
          }

          @Override
          public synchronized int available() {
            return 0;
          }
        };
    Read read = Read.of(dripping);
    assertThat(read.fault).isNull();
    assertThat(read.octets).hasSize(2010);
  }

  @Test
  void allFieldsOfAHeaderArePassedOver() throws IOException {
    byte[] plain = zipped(DATA);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0x1f, 1, 2, 3, 4, 0, 3, 3, 0, 9, 9, 9});
    header.writeBytes("name\0comment\0".getBytes(StandardCharsets.US_ASCII));
    CRC32 crc = new CRC32();
    crc.update(header.toByteArray());
    header.write((int) crc.getValue());
    header.write((int) crc.getValue() >> 8);
    Read read = Read.of(joined(header.toByteArray(), Arrays.copyOfRange(plain, 10, plain.length)));
    assertThat(read.fault).isNull();
    assertThat(read.octets).isEqualTo(DATA);
  }

  @Test
  void whatACutFileHoldsIsGivenUpToTheCut() throws IOException {
    byte[] whole = zipped(DATA);
    int before = 0;
    for (int length = 0; length < whole.length; length += Math.max(1, length / 50)) {
      Read read = Read.of(Arrays.copyOf(whole, length));
      assertThat(read.fault).isEqualTo("the file ends inside of its gzip data");
      assertThat(read.octets).isEqualTo(Arrays.copyOf(DATA, read.octets.length));
      assertThat(read.octets.length).isGreaterThanOrEqualTo(before);
      before = read.octets.length;
    }
    assertThat(Read.of(Arrays.copyOf(whole, whole.length - 1)).octets).isEqualTo(DATA);
    // One octet of input is worth at least some octets of output.
    assertThat(Read.of(Arrays.copyOf(whole, whole.length - 9)).octets.length)
        .isGreaterThan(DATA.length - 2000);
  }

  @Test
  void whatStandsBehindIsToldOnceAllIsGiven() throws IOException {
    for (byte[] behind :
        new byte[][] {{1}, {0, 0, 1}, "junk".getBytes(StandardCharsets.US_ASCII)}) {
      Read read = Read.of(joined(zipped(DATA), behind));
      assertThat(read.octets).isEqualTo(DATA);
      assertThat(read.fault).isEqualTo("what stands behind the gzip data is not gzip");
    }
  }

  @Test
  void aWrongChecksumOrLengthIsToldOnceAllIsGiven() throws IOException {
    byte[] whole = zipped(DATA);
    for (int at : new int[] {whole.length - 8, whole.length - 1}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Read read = Read.of(damaged);
      assertThat(read.octets).isEqualTo(DATA);
      assertThat(read.fault).startsWith("the gzip data is damaged: its ").endsWith(" is wrong");
    }
  }
}
