package io.sluice.mrt.write;

import io.sluice.mrt.ArchiveWriter;
import io.sluice.mrt.Compression;
import io.sluice.mrt.WriteOptions;
import io.sluice.mrt.block.Compressor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Makes writers. */
public final class Writers {
  private static final int BUFFER = 1 << 16;

  private Writers() {}

  /** A writer into files of this name. */
  public static FileWriter file(String name, WriteOptions options) {
    return new FileWriter(name, encoder(options), options);
  }

  /** A writer of table dumps into files of this name. */
  public static TableWriter table(String name, WriteOptions options) {
    return new TableWriter(name, options);
  }

  /** A writer into a stream. */
  public static ArchiveWriter stream(OutputStream out, WriteOptions options) throws IOException {
    Compression compression =
        options.compression() == null ? Compression.NONE : options.compression();
    OutputStream compressed = Compressor.open(out, compression);
    return new StreamWriter(encoder(options), new BufferedOutputStream(compressed, BUFFER));
  }

  private static Encoder encoder(WriteOptions options) {
    return switch (options.format()) {
      case MRT -> new MrtEncoder();
      case BMP -> new BmpEncoder();
      case RAW -> new RawEncoder();
      case JSON -> new JsonEncoder(options.full(), options.bad());
      case EXABGP -> new ExaEncoder();
      case OPENBMP ->
          throw new IllegalArgumentException(
              "OpenBMP can be read, not written: write one of MRT, BMP, RAW, JSON, EXABGP");
    };
  }
}
