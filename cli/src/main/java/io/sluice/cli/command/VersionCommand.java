package io.sluice.cli.command;

import io.sluice.cli.Console;
import io.sluice.cli.HelpRequest;
import io.sluice.cli.Version;
import java.util.List;

/** Tells the version. */
public final class VersionCommand implements Command {
  @Override
  public String name() {
    return "version";
  }

  @Override
  public String purpose() {
    return "print detailed version info and quit";
  }

  @Override
  public int run(List<String> words, Console console) {
    throw new HelpRequest(Version.text());
  }
}
