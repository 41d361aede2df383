package io.sluice.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Settings of clients in a file, as Kafka's own tools read them. */
final class PropertiesFile {
  private PropertiesFile() {}

  /**
   * Reads it.
   *
   * @param option that named it
   */
  static Map<String, Object> read(String option, Path file) {
    Properties p = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      p.load(in);
    } catch (NoSuchFileException e) {
      throw new OperatorException(option + ": there is no file " + file, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new OperatorException("cannot read " + option + " " + file + ": " + e.getMessage(), e);
    }
    Map<String, Object> settings = new HashMap<>();
    p.forEach((key, value) -> settings.put(key.toString(), value));
    return settings;
  }
}
