package io.sluice.cli.command;

import io.sluice.cli.UsageException;
import java.util.List;

/** Refuses words that a command has no use for. */
final class NoMoreWords {
  private NoMoreWords() {}

  static void check(List<String> rest, String help) {
    rest.removeIf("--"::equals);
    if (!rest.isEmpty()) {
      throw new UsageException(help, "'" + rest.get(0) + "' has no meaning here");
    }
  }
}
