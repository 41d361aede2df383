package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;

/** One end of the session. */
public abstract class EndOptions extends StageOptions {
  /** Places that mean what is the case anyway: all stages between the ends see all messages. */
  private static final Set<String> ENTRIES = Set.of("next", "here", "first");

  @Mixin ProducingOptions producing = new ProducingOptions();

  @Override
  void check() {
    String entry = producing.entry(common);
    if (!ENTRIES.contains(entry)) {
      throw new OperatorException(
          "--new "
              + entry
              + ": what the other end says passes all stages; --if FILTER of a stage lets messages"
              + " pass it by");
    }
    if (!common.filters().isEmpty()) {
      throw new OperatorException(
          "-I "
              + common.filters().get(0)
              + ": an end takes all messages; --of FILTER drops some of those that come from it");
    }
  }

  /** Filters that all match what comes from it. */
  public final List<String> outputFilters() {
    return producing.filters;
  }

  /** What stands for it in the session's name: an address as it was written, with the port. */
  public abstract String label();
}
