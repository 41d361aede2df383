package io.sluice.mrt.read;

import io.sluice.bgp.Header;
import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.block.Window;
import java.io.IOException;

/**
 * Goes over the records of an archive by nothing but their headers: whether each of them is whole,
 * and whoever goes from one to the next comes to the end.
 */
public final class WholeRecords {
  private static final int MOST = ReadOptions.DEFAULT_MAX_RECORD;

  private final Window window;
  private final ArchiveFormat format;
  private final int header;

  private WholeRecords(Window window, ArchiveFormat format) {
    this.window = window;
    this.format = format;
    this.header =
        switch (format) {
          case MRT -> MrtHeader.LENGTH;
          case BMP -> BmpHeader.LENGTH;
          case RAW -> Header.LENGTH;
          default -> 0;
        };
  }

  /**
   * Where the way from header to header ends too early.
   *
   * @param offset of the first octets that are no whole record
   * @param last whether no record seems to begin behind them
   */
  public record Break(long offset, boolean last) {}

  /**
   * Goes over an archive, from where the window stands.
   *
   * @return {@code null} if all records are whole, or the format has no headers
   */
  public static Break broken(Window window, ArchiveFormat format) throws IOException {
    WholeRecords records = new WholeRecords(window, format);
    return records.header == 0 ? null : records.broken();
  }

  private Break broken() throws IOException {
    while (window.ensure(1)) {
      if (!whole()) {
        long offset = window.offset();
        return new Break(offset, !another());
      }
      window.skip(length());
    }
    return null;
  }

  /** Whether a record stands here to its last octet. */
  private boolean whole() throws IOException {
    return window.ensure(header) && length() >= 0 && window.ensure(length());
  }

  /** Octets of the record whose header stands here; -1 if this is none. */
  private int length() {
    byte[] b = window.array();
    int at = window.at();
    return switch (format) {
      case BMP -> BmpHeader.frame(b, at, MOST);
      case RAW ->
          Header.markerOk(b, at) && Header.length(b, at) >= Header.LENGTH
              ? Header.length(b, at)
              : -1;
      default -> mrt(b, at);
    };
  }

  private int mrt(byte[] b, int at) {
    if (!MrtHeader.possible(b, at, MOST)) {
      return -1;
    }
    int length = MrtHeader.LENGTH + (int) MrtHeader.length(b, at);
    return MrtHeader.type(b, at) == MrtHeader.TABLE_DUMP && at + length + 4 <= window.limit()
        ? length + TableDumps.uncounted(b, at + MrtHeader.LENGTH, at + length)
        : length;
  }

  private boolean another() throws IOException {
    window.skip(1);
    while (window.ensure(header)) {
      if (plausible() && whole()) {
        return true;
      }
      window.skip(1);
    }
    return false;
  }

  private boolean plausible() throws IOException {
    // What a header leads to is looked at as well.
    window.ensure(1 << 10);
    byte[] b = window.array();
    int at = window.at();
    return switch (format) {
      case BMP -> BmpHeader.plausible(b, at, MOST);
      case RAW -> length() >= 0;
      default -> MrtHeader.plausible(b, at, window.limit(), MOST);
    };
  }
}
