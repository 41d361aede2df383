package io.sluice.cli.process;

import io.sluice.cli.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of pipelines of files, run in this process. */
final class FileCommand {
  private FileCommand() {}

  /** Runs one, with what it finds on standard input; errors of the log are left out. */
  static Outcome withInput(String input, String... words) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return Outcome.of(words);
    } finally {
      System.setIn(before);
    }
  }

  /** A small file that stands beside the tests. */
  static String resource(String name) {
    try {
      return Path.of(FileCommand.class.getResource(name).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its text. */
  static String text(String name) throws IOException {
    return java.nio.file.Files.readString(Path.of(resource(name)));
  }

  /**
   * Lines of JSON that can be read back: a NOTIFICATION's cannot, and path identifiers need to be
   * negotiated.
   */
  static String updates() throws IOException {
    return text("records.jsonl")
        .lines()
        .filter(line -> line.contains("\"UPDATE\"") && !line.contains("\"#"))
        .map(line -> line + "\n")
        .collect(java.util.stream.Collectors.joining());
  }

  /** The words of a line of a shell, quotes taken off. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    var word = java.util.regex.Pattern.compile("'([^']*)'|(\\S+)").matcher(line);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    return words;
  }
}
