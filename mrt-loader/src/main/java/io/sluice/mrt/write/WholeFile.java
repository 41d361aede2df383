package io.sluice.mrt.write;

import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.Compression;
import io.sluice.mrt.WriteOptions;
import io.sluice.mrt.WriteOptions.Existing;
import io.sluice.mrt.block.Compressor;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that has its name only once it is complete: until then {@code .tmp} stands behind it. One
 * that is appended to has its name all the time, as devices and pipes have. Nobody else writes it
 * until it is closed: what two write into one file is of use to neither.
 */
final class WholeFile implements Closeable {
  private static final int BUFFER = 1 << 18;
  private static final int MOST_LINKS = 40;

  private final Path path;
  private final Path written;
  private final Existing existing;
  private final ArchiveFormat format;
  private FileChannel channel;

  private WholeFile(Path path, Path written, WriteOptions options) {
    this.path = path;
    this.written = written;
    this.existing = options.existing();
    this.format = options.format();
  }

  /**
   * Makes ready to write, the folder included.
   *
   * @throws FileAlreadyExistsException if it is there and must not be
   */
  static WholeFile create(Path name, WriteOptions options) throws IOException {
    Existing existing = options.existing();
    if (existing == Existing.FAIL) {
      mustNotExist(name);
    }
    if (Files.isDirectory(name)) {
      throw new FileSystemException(name.toString(), null, "it is a folder");
    }
    if (Files.exists(name) && !Files.isRegularFile(name)) {
      // A device or a pipe: nothing takes its place.
      return new WholeFile(name, name, options);
    }
    Path path = behindLinks(name);
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && Files.isRegularFile(folder)) {
      throw new FileSystemException(name.toString(), null, folder + " is no folder");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Path written =
        existing == Existing.APPEND ? path : path.resolveSibling(path.getFileName() + ".tmp");
    return new WholeFile(path, written, options);
  }

  /** What a symbolic link stands for, which may not be there yet: the link stays. */
  private static Path behindLinks(Path path) throws IOException {
    Path target = path;
    for (int i = 0; Files.isSymbolicLink(target); i++) {
      if (i == MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static void mustNotExist(Path path) throws FileAlreadyExistsException {
    if (Files.exists(path)) {
      throw new FileAlreadyExistsException(path.toString(), null, "it is there already");
    }
  }

  /** What is written to it, to be closed before it is finished. */
  OutputStream open(Compression compression) throws IOException {
    boolean device = Files.exists(written) && !Files.isRegularFile(written);
    OutputStream file = device ? Files.newOutputStream(written) : alone();
    boolean insideLine =
        !device
            && existing == Existing.APPEND
            && GrowingFile.endsInsideLine(written, format, compression);
    OutputStream compressed =
        Compressor.open(
            compression == Compression.NONE ? file : new BufferedOutputStream(file, BUFFER),
            compression);
    OutputStream out = new BufferedOutputStream(compressed, BUFFER);
    if (insideLine) {
      out.write('\n');
    }
    return out;
  }

  private OutputStream alone() throws IOException {
    channel =
        FileChannel.open(
            written,
            StandardOpenOption.CREATE,
            existing == Existing.APPEND ? StandardOpenOption.APPEND : StandardOpenOption.WRITE);
    // Who has just finished has also taken the name away: what is open here is the whole file then.
    if (!locked(channel) || !Files.exists(written)) {
      close();
      throw new FileSystemException(path.toString(), null, "another is writing it just now");
    }
    if (existing != Existing.APPEND) {
      channel.truncate(0);
    }
    // Closing it would give the lock away before the file has its name.
    return new FilterOutputStream(Channels.newOutputStream(channel)) {
      @Override
      public void write(byte[] octets, int from, int length) throws IOException {
        out.write(octets, from, length);
      }

      @Override
      public void close() {}
    };
  }

  private static boolean locked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      // A file system without locks: there, whoever writes has to take care.
      return true;
    }
  }

  /** Gives the file its name. */
  void finish() throws IOException {
    if (written.equals(path)) {
      return;
    }
    if (existing == Existing.FAIL) {
      mustNotExist(path);
    }
    Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Others may write it again. */
  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
