package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import io.sluice.cli.Placeholders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Passwords of a command line: where they come from, and how they stay out of logs. */
public final class Secret {
  /** The longest TCP-MD5 key that Linux takes, octets. */
  private static final int LONGEST = 80;

  /** What stands in the place of a password. */
  static final String HIDDEN = "***";

  private Secret() {}

  /**
   * A password.
   *
   * @param written the password, or where it is, as {@link Placeholders#secret} has it; null for
   *     none
   * @param file file whose first line is the password; null for none
   */
  static String read(String written, Path file, Map<String, String> environment) {
    if (written != null && file != null) {
      throw new OperatorException("give --md5 or --md5-file, not both");
    }
    String password = written;
    if (file != null) {
      try (var lines = Files.lines(file)) {
        password = lines.findFirst().orElse("");
      } catch (IOException e) {
        throw new OperatorException("cannot read --md5-file " + file + ": " + e, e);
      }
    } else if (written != null) {
      try {
        password = Placeholders.secret(written, environment);
      } catch (OperatorException e) {
        throw new OperatorException("--md5: " + e.getMessage(), e);
      }
    }
    if (password != null
        && (password.isEmpty()
            || password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST)) {
      throw new OperatorException("a TCP-MD5 password has 1 to " + LONGEST + " octets");
    }
    return password;
  }

  /** Whether a word of a stage holds a password, or says where it is. */
  public static boolean isIn(String before, String word) {
    return word.startsWith("--md5=") || before.equals("--md5");
  }

  /** The words of a stage with what follows --md5 made unreadable. */
  public static List<String> hidden(List<String> words) {
    List<String> safe = new ArrayList<>(words);
    for (int i = 0; i < safe.size(); i++) {
      String word = safe.get(i);
      if (word.startsWith("--md5=")
          && !Placeholders.isReference(word.substring("--md5=".length()))) {
        safe.set(i, "--md5=" + HIDDEN);
      } else if (i > 0 && safe.get(i - 1).equals("--md5") && !Placeholders.isReference(word)) {
        safe.set(i, HIDDEN);
      }
    }
    return safe;
  }
}
