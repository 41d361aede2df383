package io.sluice.mrt.block;

import java.io.IOException;
import java.util.Arrays;

/** The codes of one of bzip2's Huffman tables: short ones are looked up, longer ones compared. */
final class HuffmanTable {
  /** The longest code, in bits. */
  static final int LONGEST = 20;

  /** Codes up to this length are looked up. */
  static final int FAST = 10;

  private static final int SYMBOLS = 258;

  /** By the next ten bits: symbol and length, {@code symbol << 5 | length}; 0 for a longer code. */
  final short[] fast = new short[1 << FAST];

  /** The last code of each length, from the left; -1 if there is none. */
  private final int[] last = new int[LONGEST + 1];

  private final int[] base = new int[LONGEST + 1];
  private final short[] symbols = new short[SYMBOLS];

  /**
   * Lays the codes out.
   *
   * @param lengths of the code of each symbol, 1 to 20
   * @param count how many symbols there are
   */
  void build(byte[] lengths, int count) throws IOException {
    Arrays.fill(fast, (short) 0);
    int code = 0;
    int placed = 0;
    for (int length = 1; length <= LONGEST; length++) {
      base[length] = placed - code;
      for (int symbol = 0; symbol < count; symbol++) {
        if (lengths[symbol] == length) {
          if (code >>> length != 0) {
            throw new IOException("Huffman codes that are more than there can be");
          }
          symbols[placed++] = (short) symbol;
          if (length <= FAST) {
            int from = code << FAST - length;
            Arrays.fill(fast, from, from + (1 << FAST - length), (short) (symbol << 5 | length));
          }
          code++;
        }
      }
      last[length] = code - 1;
      code <<= 1;
    }
  }

  /**
   * Finds a code longer than those that are looked up.
   *
   * @param bits what comes next, from the left
   * @return symbol and length as in {@link #fast}; -1 for no code
   */
  int slow(long bits) {
    for (int length = FAST + 1; length <= LONGEST; length++) {
      int code = (int) (bits >>> 64 - length);
      if (code <= last[length]) {
        int place = code + base[length];
        return place < 0 || place >= SYMBOLS ? -1 : symbols[place] << 5 | length;
      }
    }
    return -1;
  }
}
