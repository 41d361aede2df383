package io.sluice.cli.run.file;

import io.sluice.cli.OperatorException;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.Archives;
import io.sluice.mrt.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what a source names: a file, a URL, or standard input. */
final class Opener {
  private static final String STANDARD_INPUT = "-";

  private volatile Metered input;

  /**
   * Looks whether a source is there, before anything begins.
   *
   * @throws OperatorException if it is a file and is not
   */
  static void check(Source source) {
    String path = source.options().path();
    if (path.equals(STANDARD_INPUT) || path.contains("://")) {
      return;
    }
    Path file = Path.of(path);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new OperatorException(
          "cannot read "
              + path
              + (Files.isDirectory(file)
                  ? ": it is a folder"
                  : Files.exists(file) ? ": permission denied" : ": there is no such file"));
    }
  }

  /**
   * Opens it.
   *
   * @throws IOException if it cannot be read, or if its format is not known
   */
  ArchiveReader open(Source source) throws IOException {
    String path = source.options().path();
    ReadOptions options =
        ReadOptions.DEFAULT
            .withContext(source.context())
            .withFormat(Words.format(source.options().format()))
            .withCompression(Words.compression(source.options().compression()));
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (path.equals(STANDARD_INPUT)) {
      return Archives.open(System.in, "", options);
    }
    if (path.startsWith("http://") || path.startsWith("https://")) {
      int query = name.indexOf('?');
      return Archives.open(fetch(path), query < 0 ? name : name.substring(0, query), options);
    }
    Path file = Path.of(path);
    input = new Metered(Files.newInputStream(file), Files.size(file));
    return Archives.open(input, name, options);
  }

  private InputStream fetch(String url) throws IOException {
    var connection = URI.create(url).toURL().openConnection();
    connection.setRequestProperty("User-Agent", "sluice");
    connection.setConnectTimeout(15_000);
    connection.setReadTimeout(60_000);
    InputStream in = connection.getInputStream();
    input = new Metered(in, connection.getContentLengthLong());
    return input;
  }

  /** The file that is read, as far as it has been; {@code null} when there is none. */
  Metered input() {
    return input;
  }
}
