package io.sluice.cli.pipeline;

import io.sluice.cli.HelpRequest;
import io.sluice.cli.OperatorException;
import io.sluice.cli.Options;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads the stages of a command line: [@NAME] STAGE [OPTIONS] [ARGUMENT], each ended by "--" or by
 * the word after its last argument.
 */
public final class PipelineParser {
  private static final String END = "--";

  private final List<WrittenStage> stages = new ArrayList<>();

  private final int first;

  private PipelineParser(int first) {
    this.first = first;
  }

  /**
   * Reads the stages.
   *
   * @param words what follows the global options
   * @throws OperatorException if a stage is unknown or an argument is missing or wrong
   * @throws io.sluice.cli.UsageException if an option of a stage is unknown
   * @throws HelpRequest if help for a stage is asked for
   */
  public static List<WrittenStage> parse(List<String> words) {
    return parse(words, 1);
  }

  /**
   * Reads stages that others stand before.
   *
   * @param first the number of the first of them
   */
  public static List<WrittenStage> parse(List<String> words, int first) {
    PipelineParser parser = new PipelineParser(first);
    Deque<String> rest = new ArrayDeque<>(words);
    while (!rest.isEmpty()) {
      if (rest.peek().equals(END)) {
        rest.pop();
      } else {
        parser.stage(rest);
      }
    }
    return parser.stages;
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
    List<String> own = new ArrayList<>();
    if (options == null) {
      // An address or a file: the rest is options of the stage that it stands for.
      options = StageKinds.shorthand(word);
      own.addAll(upToEnd(rest));
      List<String> leftOver = Options.parse(options, options::help, own);
      own = new ArrayList<>(own.subList(0, own.size() - leftOver.size()));
      own.add(word);
      noMore(options, leftOver);
      pushBack(rest, leftOver);
      options.argument(word);
    } else {
      own.addAll(upToEnd(rest));
      List<String> leftOver = Options.parse(options, options::help, own);
      own = new ArrayList<>(own.subList(0, own.size() - leftOver.size()));
      if (!options.argumentName().isEmpty()) {
        if (leftOver.isEmpty()) {
          throw new OperatorException(
              place(word)
                  + "needs its argument "
                  + options.argumentName()
                  + "; see "
                  + word
                  + " -h");
        }
        String argument = leftOver.remove(0);
        options.argument(argument);
        own.add(argument);
      }
      noMore(options, leftOver);
      pushBack(rest, leftOver);
    }
    add(name == null ? options.word() : name, options, own);
  }

  /** With -A all words are arguments, and no stage here takes more than one. */
  private void noMore(StageOptions options, List<String> leftOver) {
    if (options.common.args && !leftOver.isEmpty()) {
      throw new OperatorException(
          place(options.word())
              + "--args makes '"
              + leftOver.get(0)
              + "' an argument, and it takes "
              + (options.argumentName().isEmpty() ? "none" : "one only"));
    }
  }

  private void add(String name, StageOptions options, List<String> words) {
    try {
      options.check();
    } catch (OperatorException e) {
      throw new OperatorException(place(options.word()) + e.getMessage(), e);
    }
    stages.add(new WrittenStage(first + stages.size(), name, options, Secret.hidden(words)));
  }

  private String place(String word) {
    return "stage [" + (first + stages.size()) + "] " + word + ": ";
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
