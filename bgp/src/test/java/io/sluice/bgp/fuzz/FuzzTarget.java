package io.sluice.bgp.fuzz;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** What is fuzzed: a fuzz test each, by the name that the command takes. */
enum FuzzTarget {
  UPDATE("MessageFuzzTest", "anUpdateIsReadWithoutAnException"),
  OPEN("MessageFuzzTest", "anOpenIsReadWithoutAnException"),
  LINE("MessageFuzzTest", "aLineIsJsonOrNothing"),
  JSON("json.JsonFuzzTest", "anyLineIsAMessageOrAnError"),
  FILTER("filter.FilterFuzzTest", "anyTextCompilesOrPointsAtAColumn"),
  FILTERED("filter.FilterFuzzTest", "anyMessageIsAnswered"),
  COMMAND("exa.ExaFuzzTest", "anyCommandIsAnUpdateOrPointsAtAColumn"),
  COMMANDS("exa.ExaFuzzTest", "whatIsWrittenCanBeRead");

  private static final String PACKAGE = "io.sluice.bgp.";

  private final String test;
  private final String method;

  FuzzTarget(String test, String method) {
    this.test = test;
    this.method = method;
  }

  static FuzzTarget of(String word) {
    return Arrays.stream(values())
        .filter(target -> target.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nothing to fuzz is called " + word + "; there are " + words()));
  }

  static String words() {
    return String.join(" ", Arrays.stream(values()).map(FuzzTarget::word).toList());
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String testClass() {
    return PACKAGE + test;
  }

  String method() {
    return method;
  }

  /** The inputs that the project keeps. */
  Path corpus(Path module) {
    return module.resolve("src/test/corpus/" + word() + ".base64");
  }

  /** Where an input has to lie that every run of the unit tests is to replay. */
  Path regressions(Path module) {
    String folder = testClass().replace('.', '/') + "Inputs/" + method;
    return module.resolve("src/test/resources/" + folder);
  }
}
