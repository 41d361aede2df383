package io.sluice.cli.command;

import io.sluice.cli.Console;
import java.util.List;

/** A word after "sluice" that is no stage. */
public interface Command {
  /** What it is called. */
  String name();

  /** What it does, in a few words. */
  String purpose();

  /**
   * Does it.
   *
   * @param words what was written after its name
   * @return exit status of the process
   */
  int run(List<String> words, Console console);
}
