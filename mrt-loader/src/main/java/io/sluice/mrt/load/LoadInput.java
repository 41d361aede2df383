package io.sluice.mrt.load;

import io.sluice.mrt.Download;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * One archive to load: a file, or something at a URL.
 *
 * @param name how it was written
 * @param location a path or a URL
 * @param size octets, compressed as it is; -1 when it is not known
 */
public record LoadInput(String name, URI location, long size) {
  /**
   * What words stand for: files, globs in the last part of a path, URLs. Globs give their files in
   * the order of their names. What is named twice is there once.
   *
   * @throws IOException if a file is not there, or a glob matches none
   */
  public static List<LoadInput> of(List<String> words) throws IOException {
    Map<Object, LoadInput> inputs = new LinkedHashMap<>();
    for (String word : words) {
      if (word.isEmpty()) {
        throw new IOException("the name of a file is empty");
      }
      if (word.contains("://")) {
        inputs.putIfAbsent(word, atUrl(word));
        continue;
      }
      for (Path path : Files.exists(Path.of(word)) ? List.of(Path.of(word)) : glob(word)) {
        inputs.putIfAbsent(path.toRealPath(), file(path));
      }
    }
    return List.copyOf(inputs.values());
  }

  private static LoadInput atUrl(String word) throws IOException {
    String refusal = word.startsWith("file:") ? null : Download.refusal(word);
    if (refusal != null) {
      throw new IOException(word + ": " + refusal);
    }
    try {
      URI location = URI.create(word);
      return new LoadInput(word, location, Download.length(location));
    } catch (IllegalArgumentException e) {
      throw new IOException("'" + word + "' is no URL: " + e.getMessage(), e);
    }
  }

  private static LoadInput file(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(path + " is a folder: name its files, as " + path + "/*.gz");
    }
    return new LoadInput(path.toString(), path.toAbsolutePath().toUri(), Files.size(path));
  }

  private static List<Path> glob(String word) throws IOException {
    Path pattern = Path.of(word).toAbsolutePath();
    Path folder = pattern.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no file " + word);
    }
    List<Path> found;
    try (Stream<Path> files = Files.list(folder)) {
      PathMatcher matcher =
          FileSystems.getDefault().getPathMatcher("glob:" + pattern.getFileName());
      found =
          files
              .filter(path -> matcher.matches(path.getFileName()) && Files.isRegularFile(path))
              .sorted()
              .toList();
    } catch (PatternSyntaxException e) {
      throw new IOException("there is no file " + word + ", and as a glob it is not closed", e);
    }
    if (found.isEmpty()) {
      throw new IOException("there is no file " + word);
    }
    return found;
  }

  /** Its last part, by which its format is told. */
  public String fileName() {
    String path = location.getPath() == null ? name : location.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Opens it. */
  InputStream open() throws IOException {
    if ("file".equals(location.getScheme())) {
      return Files.newInputStream(Path.of(location));
    }
    return Download.open(location).octets();
  }
}
