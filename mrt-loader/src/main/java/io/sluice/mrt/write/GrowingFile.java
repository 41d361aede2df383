package io.sluice.mrt.write;

import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.Compression;
import io.sluice.mrt.block.Streams;
import io.sluice.mrt.block.Window;
import io.sluice.mrt.read.Formats;
import io.sluice.mrt.read.WholeRecords;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Looks at a file that is to grow: whether what comes behind its end will be read from there. A
 * record that is torn, as a full disk leaves it, would take the next one with it, and some readers
 * find nothing behind it any more.
 */
final class GrowingFile {
  private static final int MAGIC = 6;

  private GrowingFile() {}

  /**
   * Looks at what the file holds. What is compressed is read to its end: behind a place where that
   * breaks off nothing would ever be read again. Else records are gone over by their headers.
   *
   * @return whether it ends inside of a line, which is to be ended first
   * @throws FileSystemException if what is appended would be lost
   */
  static boolean endsInsideLine(Path file, ArchiveFormat format, Compression compression)
      throws IOException {
    if (Files.size(file) == 0) {
      return false;
    }
    Compression there = compressionOf(file);
    if (there != compression) {
      throw refused(file, "it is " + word(there) + ", this would be " + word(compression));
    }
    int last = compression == Compression.NONE ? lastOf(file) : '\n';
    try (Window window = new Window(Streams.open(Files.newInputStream(file), compression, 1))) {
      ArchiveFormat holds = Formats.ofContent(window);
      // Either may begin with a comment.
      if (holds != null && holds != format && !(isLines(holds) && isLines(format))) {
        throw refused(file, "it holds " + holds + ", this would be " + format);
      }
      if (compression == Compression.NONE) {
        mustBeWhole(file, WholeRecords.broken(window, format));
      }
      while (compression != Compression.NONE && window.ensure(1)) {
        last = window.array()[window.limit() - 1];
        window.skip(window.available());
      }
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw refused(file, "nothing behind its damage would be read: " + e.getMessage());
    }
    return isLines(format) && last != '\n';
  }

  private static void mustBeWhole(Path file, WholeRecords.Break broken) throws FileSystemException {
    if (broken == null) {
      return;
    }
    if (broken.last() && broken.offset() > 0) {
      throw refused(
          file,
          "its last record, at offset %d, is torn, and what stands behind it would be lost; to cut"
              + " it off:  truncate -s %d %s",
          broken.offset(),
          broken.offset(),
          file);
    }
    throw refused(
        file,
        "at offset %d stands no whole record, and readers may not find what stands behind it; to"
            + " save what can be read:  sluice read %s -- write NEW",
        broken.offset(),
        file);
  }

  private static int lastOf(Path file) throws IOException {
    try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "r")) {
      octets.seek(octets.length() - 1);
      return octets.read();
    }
  }

  private static Compression compressionOf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(MAGIC);
      return Compression.ofContent(head, head.length);
    }
  }

  private static boolean isLines(ArchiveFormat format) {
    return format == ArchiveFormat.JSON || format == ArchiveFormat.EXABGP;
  }

  private static String word(Compression compression) {
    return compression == Compression.NONE
        ? "not compressed"
        : "compressed with " + compression.name().toLowerCase(Locale.ROOT);
  }

  private static FileSystemException refused(Path file, String reason, Object... parts) {
    return new FileSystemException(
        file.toString(),
        null,
        "nothing can be appended: " + (parts.length == 0 ? reason : reason.formatted(parts)));
  }
}
