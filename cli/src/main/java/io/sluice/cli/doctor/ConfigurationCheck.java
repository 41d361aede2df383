package io.sluice.cli.doctor;

import io.sluice.cli.Console;
import io.sluice.cli.config.Config;
import io.sluice.cli.config.Problem;
import io.sluice.cli.config.Use;
import io.sluice.cli.run.live.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether what is to be run is written right. */
final class ConfigurationCheck {
  private ConfigurationCheck() {}

  /** What is to be said of a plan that could be made. */
  static List<Finding> of(Plan plan, Console console) {
    List<Finding> findings = new ArrayList<>();
    Path file = plan.options().config();
    if (file != null) {
      for (Problem p : Config.read(file, console.environment(), Use.of(plan.half())).problems()) {
        findings.add(Finding.warn(file + ": " + p.toString().replaceFirst("^warning: ", ""), ""));
      }
    }
    if (findings.isEmpty()) {
      int sessions = plan.sessions().size();
      findings.add(
          Finding.ok(
              (file == null ? "" : file + ": ")
                  + sessions
                  + (sessions == 1 ? " session" : " sessions")
                  + ", policy "
                  + plan.judges().policyVersion()));
    }
    return findings;
  }

  /** What is wrong, as a message with a line for each. */
  static List<Finding> of(String message) {
    return message.lines().map(Finding::fail).toList();
  }
}
