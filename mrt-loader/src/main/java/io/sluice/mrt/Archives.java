package io.sluice.mrt;

import io.sluice.mrt.block.Streams;
import io.sluice.mrt.block.Window;
import io.sluice.mrt.read.BmpReader;
import io.sluice.mrt.read.Formats;
import io.sluice.mrt.read.LineReader;
import io.sluice.mrt.read.MrtReader;
import io.sluice.mrt.read.OpenBmpReader;
import io.sluice.mrt.read.RawReader;
import io.sluice.mrt.write.Writers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Opens archives. */
public final class Archives {
  private static final int LONGEST_MAGIC = 6;

  private Archives() {}

  /**
   * Opens a file. Its format is told by its name, else by its content; its compression by its
   * content.
   *
   * @throws IOException if it cannot be read, or if nothing tells its format
   */
  public static ArchiveReader open(Path file, ReadOptions options) throws IOException {
    return open(Files.newInputStream(file), file.getFileName().toString(), options);
  }

  /**
   * Opens a stream, which is closed with the reader.
   *
   * @param name what its name is, to tell its format; empty if it has none
   * @throws IOException if it cannot be read, or if nothing tells its format; then it is closed
   */
  public static ArchiveReader open(InputStream in, String name, ReadOptions options)
      throws IOException {
    try {
      PushbackInputStream stream = new PushbackInputStream(in, LONGEST_MAGIC);
      Compression compression = options.compression();
      if (compression == null) {
        compression = compression(stream);
      }
      return reader(
          new Window(Streams.open(stream, compression, options.threads())), name, options);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Writes a file, or several.
   *
   * @param name the file's name; {@code $TIME} in it stands for the time of its first message, or
   *     of the beginning of its interval; of a table, for that of its last message, or of the end
   */
  public static ArchiveWriter create(String name, WriteOptions options) {
    return options.table() ? Writers.table(name, options) : Writers.file(name, options);
  }

  /** Writes into a stream, which is closed with the writer. */
  public static ArchiveWriter create(OutputStream out, WriteOptions options) throws IOException {
    return Writers.stream(out, options);
  }

  /** The format that the name of a file tells, or {@code null}. */
  public static ArchiveFormat formatOf(String name) {
    return Formats.ofName(name);
  }

  /**
   * The format that an operator's word names: {@code mrt}, {@code bmp}, {@code obmp}, {@code raw},
   * {@code json}, {@code exa}; {@code null} for any other.
   */
  public static ArchiveFormat formatNamed(String word) {
    return Formats.ofWord(word);
  }

  /** Waits for no more octets than are needed: what is read may be a conversation. */
  private static Compression compression(PushbackInputStream in) throws IOException {
    byte[] head = new byte[LONGEST_MAGIC];
    int length = in.readNBytes(head, 0, 1);
    if (length == 1 && Compression.mayBegin(head[0])) {
      length += in.readNBytes(head, 1, head.length - 1);
    }
    in.unread(head, 0, length);
    return Compression.ofContent(head, length);
  }

  /** What is to be said of octets whose format nothing tells; callers name the input. */
  private static String unknown(Window window) throws IOException {
    if (!window.ensure(1)) {
      return "it is empty";
    }
    window.ensure(LONGEST_MAGIC);
    byte[] head = Arrays.copyOfRange(window.array(), window.at(), window.limit());
    if (Compression.ofContent(head, head.length) != Compression.NONE) {
      return "it is compressed twice: decompress it once";
    }
    return "neither its name nor its content tells the format; let the name end in "
        + Formats.endings()
        + ", or name the format with --format";
  }

  private static ArchiveReader reader(Window window, String name, ReadOptions options)
      throws IOException {
    try {
      ArchiveFormat format = options.format();
      if (format == null) {
        format = Formats.ofName(name);
      }
      if (format == null) {
        format = Formats.ofContent(window);
      }
      if (format == null) {
        throw new IOException(unknown(window));
      }
      return switch (format) {
        case MRT -> new MrtReader(window, options);
        case BMP -> new BmpReader(window, options);
        case OPENBMP -> new OpenBmpReader(window, options);
        case RAW -> new RawReader(window, options);
        case JSON -> new LineReader(window, options, false);
        case EXABGP -> new LineReader(window, options, true);
      };
    } catch (IOException | RuntimeException e) {
      window.close();
      throw e;
    }
  }
}
