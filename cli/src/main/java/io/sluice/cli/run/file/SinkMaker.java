package io.sluice.cli.run.file;

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
  private final FilePlan plan;

  SinkMaker(FilePlan plan) {
    this.plan = plan;
  }

  /** What -o prints to. */
  Sink printer() {
    return stream(ArchiveFormat.JSON);
  }

  private Sink stream(ArchiveFormat format) {
    return new StreamSink(plan.console().raw(), encoder(format));
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
    return new FileSink(
        file.path(),
        new WriteOptions(
            format, compression, false, false, existing, file.every(), file.timeFormat()),
        encoder(format),
        plan.pipeline().live());
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

  private Supplier<Encoder> encoder(ArchiveFormat format) {
    ReadingOptions reading = plan.options().reading();
    return format == ArchiveFormat.JSON
        ? () -> new JsonEncoder(reading.jsonFull(), reading.printBad())
        : () -> new ArchiveEncoder(format);
  }
}
