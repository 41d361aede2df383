package io.sluice.mrt.block;

import java.io.IOException;
import java.util.Arrays;

/**
 * Decompresses blocks of bzip2: Huffman codes, move to front, the inverse of the Burrows-Wheeler
 * transform, runs. Blocks depend on nothing before them, so that several can be decompressed at the
 * same time, each by an object of its own, which is used again.
 */
final class Bzip2Block {
  /** The 48 bits that begin a block: digits of pi. */
  static final long MAGIC = 0x314159265359L;

  /** The 48 bits that end a stream: digits of its root. */
  static final long END = 0x177245385090L;

  private static final int LONGEST = 900_000;
  private static final int GROUP = 50;
  private static final int MOST_SELECTORS = 18_002;
  private static final int[] CRC = new int[256];

  static {
    for (int i = 0; i < 256; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? 0x04c11db7 : 0);
      }
      CRC[i] = crc;
    }
  }

  private final int[] counts = new int[256];
  private final byte[] front = new byte[256];
  private final byte[] selectors = new byte[1 << 15];
  private final byte[] lengths = new byte[258];
  private final HuffmanTable[] tables = new HuffmanTable[6];
  private final int[] chain = new int[LONGEST];
  private byte[] in;
  private int bit;
  private int limit;
  private int origin;
  private int crc;
  private int selectorCount;

  Bzip2Block() {
    Arrays.setAll(tables, i -> new HuffmanTable());
  }

  /** The checksum of the last block. */
  int crc() {
    return crc;
  }

  /** The bit behind the last block. */
  int end() {
    return bit;
  }

  /**
   * Decompresses the block at the beginning of a stretch.
   *
   * @throws IOException if it is damaged, or does not end within the stretch
   */
  void decode(Bzip2Segment segment, Block into) throws IOException {
    in = segment.octets();
    bit = segment.from() + 48;
    limit = segment.to();
    int said = bits(32);
    if (bits(1) != 0) {
      throw new IOException("a randomised block, which bzip2 has not made since 1997");
    }
    origin = bits(24);
    int symbols = usedOctets();
    readTables(symbols + 2);
    int length = symbols(symbols + 1);
    if (origin >= length) {
      throw new IOException("a block whose origin lies outside");
    }
    invert(length);
    into.size(write(length, into));
    if (crc != said) {
      throw new IOException("a block whose checksum is wrong");
    }
  }

  private int bits(int count) throws IOException {
    need(count);
    int read = Bzip2Bits.read(in, bit, count);
    bit += count;
    return read;
  }

  private void need(int count) throws IOException {
    if (bit + count > limit) {
      throw new IOException("a block that breaks off");
    }
  }

  /** Reads which octets occur, into the front, and returns how many. */
  private int usedOctets() throws IOException {
    int ranges = bits(16);
    int used = 0;
    for (int range = 0; range < 16; range++) {
      if ((ranges & 0x8000 >>> range) != 0) {
        int octets = bits(16);
        for (int i = 0; i < 16; i++) {
          if ((octets & 0x8000 >>> i) != 0) {
            front[used++] = (byte) (range * 16 + i);
          }
        }
      }
    }
    if (used == 0) {
      throw new IOException("a block without octets");
    }
    return used;
  }

  private void readTables(int symbols) throws IOException {
    int groups = bits(3);
    selectorCount = bits(15);
    if (groups < 2 || groups > 6 || selectorCount == 0) {
      throw new IOException("a block with " + groups + " Huffman tables");
    }
    int order = 0x543210;
    for (int i = 0; i < selectorCount; i++) {
      int place = 0;
      while (bits(1) != 0) {
        if (++place >= groups) {
          throw new IOException("a selector of no table");
        }
      }
      int shift = 4 * place;
      int selected = order >>> shift & 15;
      int before = order & (1 << shift) - 1;
      order = order & ~((1 << shift + 4) - 1) | before << 4 | selected;
      selectors[i] = (byte) selected;
    }
    // bzip2 itself takes more selectors than can be used, and passes over them.
    selectorCount = Math.min(selectorCount, MOST_SELECTORS);
    for (int table = 0; table < groups; table++) {
      int length = bits(5);
      for (int symbol = 0; symbol < symbols; symbol++) {
        while (bits(1) != 0) {
          length += bits(1) == 0 ? 1 : -1;
        }
        if (length < 1 || length > HuffmanTable.LONGEST) {
          throw new IOException("a Huffman code of " + length + " bits");
        }
        lengths[symbol] = (byte) length;
      }
      tables[table].build(lengths, symbols);
    }
  }

  /** Decodes runs and places of octets into the chain; returns how many octets there are. */
  private int symbols(int endOfBlock) throws IOException {
    Arrays.fill(counts, 0);
    int length = 0;
    int run = 0;
    int weight = 1;
    int at = bit;
    byte[] b = in;
    for (int group = 0; group < selectorCount; group++) {
      if (at >= limit) {
        throw new IOException("a block that breaks off");
      }
      HuffmanTable table = tables[selectors[group]];
      short[] fast = table.fast;
      for (int i = 0; i < GROUP; i++) {
        long ahead = Bzip2Bits.peek(b, at);
        int entry = fast[(int) (ahead >>> 64 - HuffmanTable.FAST)];
        if (entry == 0) {
          entry = table.slow(ahead);
          if (entry < 0) {
            throw new IOException("a code that no symbol has");
          }
        }
        at += entry & 31;
        int symbol = entry >>> 5;
        if (symbol < 2) {
          run += weight << symbol;
          weight <<= 1;
          if (run > LONGEST) {
            throw new IOException("a run that is longer than a block");
          }
          continue;
        }
        if (run > 0) {
          length = repeat(length, run);
          run = 0;
          weight = 1;
        }
        if (symbol == endOfBlock) {
          bit = at;
          need(0);
          return length;
        }
        if (length == LONGEST) {
          throw new IOException("a block that is too long");
        }
        byte octet = toFront(symbol - 1);
        counts[octet & 0xff]++;
        chain[length++] = octet & 0xff;
      }
    }
    throw new IOException("a block without an end");
  }

  private int repeat(int length, int run) throws IOException {
    if (run > LONGEST - length) {
      throw new IOException("a block that is too long");
    }
    int octet = front[0] & 0xff;
    counts[octet] += run;
    Arrays.fill(chain, length, length + run, octet);
    return length + run;
  }

  private byte toFront(int place) {
    byte octet = front[place];
    if (place < 16) {
      for (int i = place; i > 0; i--) {
        front[i] = front[i - 1];
      }
    } else {
      System.arraycopy(front, 0, front, 1, place);
    }
    front[0] = octet;
    return octet;
  }

  /** Puts into the chain, above each octet, where the one behind it stands. */
  private void invert(int length) {
    int sum = 0;
    for (int i = 0; i < 256; i++) {
      int count = counts[i];
      counts[i] = sum;
      sum += count;
    }
    for (int i = 0; i < length; i++) {
      chain[counts[chain[i] & 0xff]++] |= i << 8;
    }
  }

  /** Follows the chain and writes the octets, runs of four and more in full. */
  private int write(int length, Block into) {
    byte[] out = into.array;
    int at = Block.HEADROOM;
    int sum = -1;
    int position = chain[origin] >>> 8;
    int last = -1;
    int same = 0;
    for (int i = 0; i < length; i++) {
      int entry = chain[position];
      position = entry >>> 8;
      int octet = entry & 0xff;
      if (at + 256 > out.length) {
        out = Arrays.copyOf(out, out.length + Math.max(1 << 18, out.length >>> 1));
        into.array = out;
      }
      if (same == 4) {
        for (int j = 0; j < octet; j++) {
          out[at++] = (byte) last;
          sum = sum << 8 ^ CRC[sum >>> 24 ^ last];
        }
        same = 0;
        last = -1;
        continue;
      }
      same = octet == last ? same + 1 : 1;
      last = octet;
      out[at++] = (byte) octet;
      sum = sum << 8 ^ CRC[sum >>> 24 ^ octet];
    }
    crc = ~sum;
    return at - Block.HEADROOM;
  }
}
