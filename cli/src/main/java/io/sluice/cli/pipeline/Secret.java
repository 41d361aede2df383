package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import io.sluice.cli.Placeholders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Passwords of a command line: where they come from, and how they stay out of logs. */
public final class Secret {
  /** The longest TCP-MD5 key that Linux takes, octets. */
  private static final int LONGEST = 80;

  /** What stands in the place of a password. */
  static final String HIDDEN = "***";

  /** Options that hold passwords. */
  private static final Set<String> OPTIONS = Set.of("--md5", "--auth", "--header");

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

  /** User and password of a WebSocket, out of --auth. */
  static String credentials(String written, Map<String, String> environment) {
    return credentials("--auth", written, environment);
  }

  /**
   * User and password of HTTP's Basic authentication.
   *
   * @param option the option that has them
   * @param written the two with a colon between them, where they are, or the path of a file whose
   *     first line they are; null for none
   */
  public static String credentials(String option, String written, Map<String, String> environment) {
    if (written == null) {
      return null;
    }
    String both;
    if (isPath(written)) {
      try (var lines = Files.lines(Path.of(written))) {
        both = lines.findFirst().orElse("");
      } catch (IOException e) {
        throw new OperatorException("cannot read " + option + " " + written + ": " + e, e);
      }
    } else {
      both = filled(option, written, environment);
    }
    if (both.indexOf(':') < 0) {
      throw new OperatorException(option + ": user and password stand with a colon between them");
    }
    return both;
  }

  private static boolean isPath(String credentials) {
    return credentials.startsWith("/")
        || !credentials.contains(":") && !Placeholders.isReference(credentials);
  }

  /** What a word of an option says, with what it refers to in its place. */
  static String filled(String option, String written, Map<String, String> environment) {
    try {
      return Placeholders.secret(written, environment);
    } catch (OperatorException e) {
      throw new OperatorException(option + ": " + e.getMessage(), e);
    }
  }

  /** Whether a word of a stage holds a password, or says where it is. */
  public static boolean isIn(String before, String word) {
    return OPTIONS.contains(before) || option(word) != null;
  }

  /** The option with a secret that a word holds together with it; null for none. */
  private static String option(String word) {
    int equals = word.indexOf('=');
    String option = equals < 0 ? "" : word.substring(0, equals);
    return OPTIONS.contains(option) ? option : null;
  }

  /** The words of a stage with what follows such an option made unreadable. */
  public static List<String> hidden(List<String> words) {
    List<String> safe = new ArrayList<>(words);
    for (int i = 0; i < safe.size(); i++) {
      String word = safe.get(i);
      String option = option(word);
      if (option != null) {
        safe.set(i, option + "=" + hidden(option, word.substring(option.length() + 1)));
      } else if (i > 0 && OPTIONS.contains(safe.get(i - 1))) {
        safe.set(i, hidden(safe.get(i - 1), word));
      }
    }
    return safe;
  }

  private static String hidden(String option, String word) {
    if (Placeholders.isReference(word) || option.equals("--auth") && isPath(word)) {
      return word;
    }
    int colon = word.indexOf(':');
    return option.equals("--header") && colon > 0
        ? word.substring(0, colon + 1) + " " + HIDDEN
        : HIDDEN;
  }
}
