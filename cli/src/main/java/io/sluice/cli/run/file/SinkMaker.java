package io.sluice.cli.run.file;

import io.sluice.cli.Console;
import io.sluice.cli.OperatorException;
import io.sluice.cli.ReadingOptions;
import io.sluice.cli.pipeline.SinkOptions;
import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.Archives;
import io.sluice.mrt.Compression;
import io.sluice.mrt.WriteOptions;
import io.sluice.mrt.WriteOptions.Existing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Opens outputs. */
final class SinkMaker {
  private final ReadingOptions reading;
  private final Console console;
  private final boolean live;

  /**
   * @param live whether the messages tell what happens now
   */
  SinkMaker(ReadingOptions reading, Console console, boolean live) {
    this.reading = reading;
    this.console = console;
    this.live = live;
  }

  /** What -o prints to. */
  Sink printer() {
    return stream(ArchiveFormat.JSON);
  }

  private Sink stream(ArchiveFormat format) {
    return new StreamSink(console.raw(), encoder(format));
  }

  /**
   * The output of a stage.
   *
   * @throws OperatorException if it cannot be written
   */
  Sink sink(SinkOptions options) {
    ArchiveFormat format = format(options);
    if (!(options instanceof io.sluice.cli.pipeline.WriteOptions file)
        || options.path().equals("-")) {
      return stream(format);
    }
    Existing existing =
        file.append() ? Existing.APPEND : file.create() ? Existing.FAIL : Existing.REPLACE;
    if (existing == Existing.FAIL && Files.exists(Path.of(file.path()))) {
      throw new OperatorException("write --create " + file.path() + ": the file is there already");
    }
    Compression compression = Words.compression(file.compression());
    WriteOptions writing =
        WriteOptions.of(format)
            .withCompression(compression)
            .withExisting(existing)
            .withEvery(file.every(), file.timeFormat())
            .withTable(file.table());
    return file.table()
        ? new TableSink(file.path(), writing, live)
        : new FileSink(file.path(), writing, encoder(format), live);
  }

  /**
   * The format of a stage that writes.
   *
   * @throws OperatorException if nothing tells it, or if it cannot be written
   */
  static ArchiveFormat format(SinkOptions options) {
    String path = options.path();
    ArchiveFormat format = Words.format(options.format());
    if (format == null) {
      format =
          path.equals("-")
              ? ArchiveFormat.JSON
              : Archives.formatOf(path.substring(path.lastIndexOf('/') + 1));
    }
    if (isTable(options)) {
      if (format != null && format != ArchiveFormat.MRT) {
        throw new OperatorException("write --table " + path + ": a table is written as mrt only");
      }
      return ArchiveFormat.MRT;
    }
    if (format == null) {
      throw new OperatorException(
          "write "
              + path
              + ": the name does not tell the format; add --format json, mrt, raw, exa or bmp");
    }
    if (format == ArchiveFormat.OPENBMP) {
      throw new OperatorException(
          "write " + path + ": OpenBMP can be read only; write json, mrt, raw, exa or bmp");
    }
    return format;
  }

  /** Whether a stage writes what messages leave standing. */
  static boolean isTable(SinkOptions options) {
    return options instanceof io.sluice.cli.pipeline.WriteOptions file && file.table();
  }

  private Supplier<Encoder> encoder(ArchiveFormat format) {
    return format == ArchiveFormat.JSON
        ? () -> new JsonEncoder(reading.jsonFull(), reading.printBad())
        : () -> new ArchiveEncoder(format);
  }
}
