package io.sluice.cli.config;

import io.sluice.bgp.wire.Nearest;
import java.util.List;

/** What is said of a key that nobody knows. */
final class UnknownKey {
  private UnknownKey() {}

  /**
   * The message: the key, and the nearest that is known. A key that is right elsewhere, or the name
   * of an option of the command line, is told where it belongs.
   */
  static String message(String section, String name, String path) {
    for (Key key : Keys.ALL) {
      if (key.option().equals("--" + name)
          || key.path().equals(name)
          || key.name().equals(name) && key.section().indexOf('*') < 0) {
        return path + ": unknown key; what is called so is " + key.path();
      }
    }
    List<String> known = Keys.names(section);
    return path + ": unknown key; the nearest known key is " + Nearest.of(name, known);
  }
}
