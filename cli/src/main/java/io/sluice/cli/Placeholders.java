package io.sluice.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that are kept elsewhere: {@code ${env:NAME}} stands for an environment variable, {@code
 * ${file:PATH}} for what a file holds, without the line break at its end. Other words in braces are
 * left as they are: they are for Kafka's own configuration providers.
 */
public final class Placeholders {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(env|file):([^}]*)\\}");
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

  private Placeholders() {}

  /** Whether a secret only says where it is kept, so that it may be shown. */
  public static boolean isReference(String secret) {
    return VARIABLE.matcher(secret).matches() || PLACE.matcher(secret).replaceAll("").isEmpty();
  }

  /** Whether a text has one. */
  public static boolean in(String text) {
    return PLACE.matcher(text).find();
  }

  /**
   * A text with each replaced by what it stands for.
   *
   * @param environment the environment variables
   * @throws OperatorException if a variable or file is not there; names it, and never a value
   */
  public static String resolve(String text, Map<String, String> environment) {
    Matcher place = PLACE.matcher(text);
    StringBuilder b = new StringBuilder();
    while (place.find()) {
      String value =
          place.group(1).equals("env")
              ? variable(place.group(2), environment)
              : content(place.group(2));
      place.appendReplacement(b, Matcher.quoteReplacement(value));
    }
    return place.appendTail(b).toString();
  }

  /**
   * A secret: the same, and $NAME for the whole of it is short for ${env:NAME}.
   *
   * @throws OperatorException if a variable or file is not there
   */
  public static String secret(String text, Map<String, String> environment) {
    Matcher whole = VARIABLE.matcher(text);
    return whole.matches() ? variable(whole.group(1), environment) : resolve(text, environment);
  }

  private static String variable(String name, Map<String, String> environment) {
    String value = environment.get(name);
    if (value == null) {
      throw new OperatorException("there is no environment variable " + name);
    }
    return value;
  }

  private static String content(String path) {
    try {
      return Files.readString(Path.of(path), StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
    } catch (IOException | InvalidPathException e) {
      throw new OperatorException("cannot read the file " + path + ": " + e, e);
    }
  }
}
