package io.sluice.cli.help;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The help of a command, laid out as bgpipe's users know it: options in the order in which they are
 * declared, the type of a value as a word, and the default at the end of the line.
 */
public final class HelpText {
  /** Defaults that go without saying. */
  private static final Set<String> ZERO = Set.of("", "0", "-1");

  private final StringBuilder text = new StringBuilder();
  private int column;

  /** Says how the command is called, and what it does. */
  public HelpText usage(String usage, String description) {
    text.append(usage).append("\n\n");
    if (!description.isEmpty()) {
      text.append("Description: ").append(description).append("\n\n");
    }
    return this;
  }

  /** Makes the column of the descriptions wide enough for these options too. */
  public HelpText align(List<OptionSpec> options) {
    for (OptionSpec option : options) {
      column = Math.max(column, left(option).length() + 3);
    }
    return this;
  }

  /** Lists options under a heading. */
  public HelpText options(String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return this;
    }
    align(options);
    text.append(heading).append('\n');
    for (OptionSpec option : options) {
      line(left(option), String.join(" ", option.description()) + defaultOf(option));
    }
    text.append('\n');
    return this;
  }

  /** Lists names and what they mean under a heading. */
  public HelpText list(String heading, List<String[]> rows) {
    text.append(heading).append('\n');
    for (String[] row : rows) {
      column = Math.max(column, row[0].length() + 5);
    }
    for (String[] row : rows) {
      line("  " + row[0], row[1]);
    }
    text.append('\n');
    return this;
  }

  private void line(String left, String right) {
    text.append(left).append(" ".repeat(Math.max(1, column - left.length()))).append(right);
    text.append('\n');
  }

  private static String left(OptionSpec option) {
    StringBuilder b = new StringBuilder(32);
    String longest = first(option, true);
    String shortest = first(option, false);
    if (shortest.startsWith("--")) {
      b.append("      ").append(longest);
    } else if (shortest.equals(longest)) {
      b.append("  ").append(shortest);
    } else {
      b.append("  ").append(shortest).append(", ").append(longest);
    }
    if (option.arity().max() > 0) {
      b.append(' ').append(option.paramLabel());
    }
    return b.toString();
  }

  /**
   * The first of its long names, or of its short ones; what there is when there is only one kind.
   */
  private static String first(OptionSpec option, boolean isLong) {
    for (String name : option.names()) {
      if (name.startsWith("--") == isLong) {
        return name;
      }
    }
    return option.names()[0];
  }

  private static String defaultOf(OptionSpec option) {
    String value = option.defaultValue();
    if (value == null || ZERO.contains(value) || option.arity().max() == 0) {
      return "";
    }
    return switch (option.paramLabel()) {
      case "string" -> " (default \"" + value + "\")";
      case "strings" -> " (default [" + value + "])";
      default -> " (default " + value + ")";
    };
  }

  /** The options that an annotated class declares itself, without those of its mixins. */
  public static List<OptionSpec> own(CommandSpec spec) {
    List<OptionSpec> own = new ArrayList<>(spec.options());
    spec.mixins().values().forEach(mixin -> own.removeAll(mixin.options()));
    own.removeIf(OptionSpec::hidden);
    // Those that several kinds of stages share are declared first, and come behind a kind's own.
    own.sort(Comparator.comparingInt(OptionSpec::order));
    return own;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
