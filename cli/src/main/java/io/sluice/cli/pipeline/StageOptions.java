package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import io.sluice.cli.help.HelpText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options and arguments of one kind of stage. Subclasses carry picocli's annotations: {@code
 * Command} for name and description, {@code Option} for their own options.
 */
public abstract class StageOptions {
  /** Mixins of options that are of few stages. */
  private static final Set<String> OWN = Set.of("types", "input", "web", "tlsOptions");

  @Mixin CommonOptions common = new CommonOptions();

  /** The word that stands for this kind of stage. */
  public final String word() {
    return getClass().getAnnotation(Command.class).name();
  }

  /** What the stage does, in a few words. */
  public final String description() {
    return String.join(" ", getClass().getAnnotation(Command.class).description());
  }

  /** Name of the argument that the stage needs; empty for none. */
  String argumentName() {
    return "";
  }

  /** Takes the argument; called only where it has a name. */
  void argument(String argument) {
    throw new IllegalArgumentException(word() + " takes no argument: " + argument);
  }

  /**
   * What the argument is when none is written.
   *
   * @param left whether it is the first stage
   * @return null when it has to be written
   * @throws OperatorException if it should be in the environment and is not
   */
  String usualArgument(boolean left, Map<String, String> environment) {
    return null;
  }

  /** What -h says of the argument; empty for nothing. */
  String argumentHelp() {
    return "";
  }

  /**
   * Takes the words behind the argument, which --args makes arguments, too.
   *
   * @return false if it takes none
   */
  boolean arguments(List<String> more) {
    return false;
  }

  /**
   * Checks what has been read, once all of it is there.
   *
   * @throws OperatorException if something does not fit; without the stage's name in front
   */
  void check() {}

  /** Events that the stage can raise: name without the stage's, and what it means. */
  List<String[]> events() {
    return List.of();
  }

  /** Whether it is an end of the session, so that messages come from it. */
  final boolean isEnd() {
    return this instanceof EndOptions;
  }

  /** What the stage prints for -h. */
  public final String help() {
    CommandSpec spec = CommandSpec.forAnnotatedObject(this);
    var own = HelpText.own(spec);
    List<OptionSpec> shared = new ArrayList<>();
    spec.mixins()
        .forEach((name, mixin) -> (OWN.contains(name) ? own : shared).addAll(mixin.options()));
    String argument = argumentName();
    HelpText help =
        new HelpText()
            .usage(
                "Stage usage: "
                    + word()
                    + " [OPTIONS]"
                    + (argument.isEmpty() ? "" : " " + argument),
                description())
            .align(shared)
            .options("Options:", own)
            .options("Common Options:", shared);
    if (!argumentHelp().isEmpty()) {
      String what = argument.isEmpty() ? "FILTER .." : argument;
      help.list("Arguments:", List.<String[]>of(new String[] {what, argumentHelp()}));
    }
    if (!events().isEmpty()) {
      help.list("Events:", events());
    }
    return help.toString();
  }
}
