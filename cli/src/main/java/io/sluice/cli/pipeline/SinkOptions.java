package io.sluice.cli.pipeline;

import java.util.List;
import java.util.function.IntPredicate;
import picocli.CommandLine.Mixin;

/** A stage that writes what passes it, and changes nothing. */
public abstract class SinkOptions extends JudgeOptions {
  @Mixin MessageTypes types = new MessageTypes();

  @Override
  void check() {
    SourceOptions.oneOf("--format", format(), formats());
    types.predicate();
  }

  List<String> formats() {
    return InputFormat.WORDS;
  }

  /** The word for the format; "auto" when the name tells it. */
  public abstract String format();

  /** The file, or "-" for standard output. */
  public abstract String path();

  /** Which type codes are written. */
  public final IntPredicate types() {
    return types.predicate();
  }

  /** Whether messages of every type are written, as JSON. */
  public final boolean isPlain() {
    return types.isAll() && format().equals("json");
  }
}
