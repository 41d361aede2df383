package io.sluice.mrt.write;

import io.sluice.mrt.Compression;
import io.sluice.mrt.WriteOptions.Existing;
import io.sluice.mrt.block.Compressor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that has its name only once it is complete: until then {@code .tmp} stands behind it. One
 * that is appended to has its name all the time, as devices and pipes have.
 */
final class WholeFile {
  private static final int BUFFER = 1 << 18;
  private static final int MOST_LINKS = 40;

  private final Path path;
  private final Path written;
  private final Existing existing;

  private WholeFile(Path path, Path written, Existing existing) {
    this.path = path;
    this.written = written;
    this.existing = existing;
  }

  /**
   * Makes ready to write, the folder included.
   *
   * @throws FileAlreadyExistsException if it is there and must not be
   */
  static WholeFile create(Path name, Existing existing) throws IOException {
    if (existing == Existing.FAIL) {
      mustNotExist(name);
    }
    if (Files.isDirectory(name)) {
      throw new FileSystemException(name.toString(), null, "it is a folder");
    }
    if (Files.exists(name) && !Files.isRegularFile(name)) {
      // A device or a pipe: nothing takes its place.
      return new WholeFile(name, name, existing);
    }
    Path path = behindLinks(name);
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Path written =
        existing == Existing.APPEND ? path : path.resolveSibling(path.getFileName() + ".tmp");
    return new WholeFile(path, written, existing);
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

  OutputStream open(Compression compression) throws IOException {
    OutputStream file =
        existing == Existing.APPEND
            ? Files.newOutputStream(written, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
            : Files.newOutputStream(written);
    try {
      OutputStream compressed =
          Compressor.open(
              compression == Compression.NONE ? file : new BufferedOutputStream(file, BUFFER),
              compression);
      return new BufferedOutputStream(compressed, BUFFER);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Gives the file its name; one that holds nothing goes away. */
  void finish() throws IOException {
    if (written.equals(path)) {
      return;
    }
    if (existing == Existing.FAIL) {
      mustNotExist(path);
    }
    Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
