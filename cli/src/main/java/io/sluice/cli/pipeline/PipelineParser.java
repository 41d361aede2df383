package io.sluice.cli.pipeline;

import io.sluice.cli.HelpRequest;
import io.sluice.cli.OperatorException;
import io.sluice.cli.Options;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Reads the stages of a command line: [@NAME] STAGE [OPTIONS] [ARGUMENT], each ended by "--" or by
 * the word after its last argument.
 */
public final class PipelineParser {
  private static final String END = "--";

  /**
   * A stage as read so far.
   *
   * @param name as given by the operator; null for none
   * @param words its options and its argument
   * @param whole whether its argument is among them, if it takes one
   */
  private record Part(String name, StageOptions options, List<String> words, boolean whole) {}

  private final List<Part> parts = new ArrayList<>();
  private final int first;
  private final Map<String, String> environment;

  private PipelineParser(int first, Map<String, String> environment) {
    this.first = first;
    this.environment = environment;
  }

  /**
   * Reads the stages.
   *
   * @param words what follows the global options
   * @param environment where addresses of ends are that are not written
   * @throws OperatorException if a stage is unknown or an argument is missing or wrong
   * @throws io.sluice.cli.UsageException if an option of a stage is unknown
   * @throws HelpRequest if help for a stage is asked for
   */
  public static List<WrittenStage> parse(List<String> words, Map<String, String> environment) {
    List<WrittenStage> stages = parse(words, 1, environment);
    if (stages.size() == 1 && stages.get(0).options() instanceof SpeakerOptions) {
      // Alone it talks to the one that is known, or to whoever comes.
      List<String> whole = new ArrayList<>(words);
      whole.addAll(List.of(END, environment.containsKey("SLUICE_RIGHT") ? "connect" : "listen"));
      return parse(whole, 1, environment);
    }
    return stages;
  }

  /**
   * Reads stages that others stand before.
   *
   * @param first the number of the first of them
   */
  public static List<WrittenStage> parse(
      List<String> words, int first, Map<String, String> environment) {
    PipelineParser parser = new PipelineParser(first, environment);
    Deque<String> rest = new ArrayDeque<>(words);
    while (!rest.isEmpty()) {
      if (rest.peek().equals(END)) {
        rest.pop();
      } else {
        parser.stage(rest);
      }
    }
    return parser.stages();
  }

  private void stage(Deque<String> rest) {
    String name = null;
    String word = rest.pop();
    if (word.startsWith("@") && word.length() > 1) {
      name = word;
      if (rest.isEmpty() || rest.peek().equals(END)) {
        throw new OperatorException("the name " + name + " stands before no stage");
      }
      word = rest.pop();
    }
    StageOptions options = StageKinds.named(word);
    boolean isShort = options == null;
    if (isShort) {
      // An address or a file: the rest is options of the stage that it stands for.
      options = StageKinds.shorthand(word);
    }
    List<String> own = upToEnd(rest);
    List<String> leftOver = Options.parse(options, options::help, own);
    own = new ArrayList<>(own.subList(0, own.size() - leftOver.size()));
    boolean takes = !options.argumentName().isEmpty();
    String argument = isShort ? word : takes && !leftOver.isEmpty() ? leftOver.remove(0) : null;
    if (argument != null) {
      options.argument(argument);
      own.add(argument);
    }
    if (options.common.args && (argument != null || !takes) && options.arguments(leftOver)) {
      own.addAll(leftOver);
      leftOver.clear();
    }
    noMore(options, leftOver);
    pushBack(rest, leftOver);
    parts.add(new Part(name, options, own, !takes || argument != null));
  }

  /** With -A all words are arguments, and no stage here takes more than one. */
  private void noMore(StageOptions options, List<String> leftOver) {
    if (options.common.args && !leftOver.isEmpty()) {
      throw new OperatorException(
          place(parts.size(), options)
              + "--args makes '"
              + leftOver.get(0)
              + "' an argument, and it takes "
              + (options.argumentName().isEmpty() ? "none" : "one only"));
    }
  }

  private List<WrittenStage> stages() {
    List<WrittenStage> stages = new ArrayList<>();
    for (Part part : parts) {
      StageOptions options = part.options();
      try {
        if (!part.whole()) {
          complete(part, first + stages.size() == 1);
        }
        options.check();
      } catch (OperatorException e) {
        throw new OperatorException(place(stages.size(), options) + e.getMessage(), e);
      }
      stages.add(
          new WrittenStage(
              first + stages.size(),
              part.name() == null ? options.word() : part.name(),
              options,
              Secret.hidden(part.words())));
    }
    return stages;
  }

  private void complete(Part part, boolean left) {
    StageOptions options = part.options();
    String argument = options.usualArgument(left, environment);
    if (argument == null) {
      throw new OperatorException(
          "needs its argument " + options.argumentName() + "; see " + options.word() + " -h");
    }
    options.argument(argument);
    part.words().add(argument);
  }

  private String place(int index, StageOptions options) {
    return "stage [" + (first + index) + "] " + options.word() + ": ";
  }

  private static List<String> upToEnd(Deque<String> rest) {
    List<String> words = new ArrayList<>();
    while (!rest.isEmpty() && !rest.peek().equals(END)) {
      words.add(rest.pop());
    }
    return words;
  }

  private static void pushBack(Deque<String> rest, List<String> words) {
    for (int i = words.size() - 1; i >= 0; i--) {
      rest.push(words.get(i));
    }
  }
}
