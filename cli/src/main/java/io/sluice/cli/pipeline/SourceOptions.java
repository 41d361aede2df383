package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.util.List;
import java.util.function.IntPredicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A stage that reads messages from a file or stream. */
public abstract class SourceOptions extends StageOptions {
  @Option(
      names = "--pardon",
      description = "go on behind input that is wrong, and leave the exit status alone")
  boolean pardon;

  @Option(names = "--no-seq", description = "number messages anew")
  boolean noSequence;

  @Option(names = "--no-time", description = "give messages the time of now")
  boolean noTime;

  @Option(names = "--no-tags", description = "remove the tags of messages")
  boolean noTags;

  @Mixin MessageTypes types = new MessageTypes();

  @Mixin ProducingOptions producing = new ProducingOptions();

  @Mixin RateOptions rates = new RateOptions();

  /** The word for the format; "auto" when it is to be found out. */
  public abstract String format();

  /** The word for the compression; "auto" when it is to be found out. */
  public abstract String compression();

  /** File, URL, topic, or "-" for standard input. */
  public abstract String path();

  /** What is read of a topic; null when it is none. */
  public TopicPart topic() {
    return null;
  }

  /** Whether table dumps become what their routers would send, rather than what bgpipe makes. */
  public boolean router() {
    return false;
  }

  /** How many times as fast as they came it gives messages; 0 for as fast as possible. */
  public double speed() {
    return 0;
  }

  /** Whether it has no end, and tells what happens now. */
  public boolean live() {
    return false;
  }

  @Override
  void check() {
    oneOf("--format", format(), InputFormat.WORDS);
    types.predicate();
    rates.check();
    if (!common.filters().isEmpty()) {
      throw new OperatorException(
          "-I "
              + common.filters().get(0)
              + ": a source sees no messages; --of FILTER chooses among those that it gives");
    }
  }

  static void oneOf(String option, String word, List<String> words) {
    if (!words.contains(word)) {
      throw new OperatorException(option + " " + word + ": one of " + String.join(", ", words));
    }
  }

  /** Which type codes are read. */
  public final IntPredicate types() {
    return types.predicate();
  }

  /** Where its messages enter: next, here, first, last, a number or @NAME. */
  public final String entry() {
    return producing.entry(common);
  }

  /** Filters that all match what it gives. */
  public final List<String> outputFilters() {
    return producing.filters;
  }

  /** Messages a second that it gives at most, others wait; 0 for no limit. */
  public final double rateLimit() {
    return rates.limit;
  }

  /** Messages a second that it gives at most, others are dropped; 0 for no limit. */
  public final double rateSample() {
    return rates.sample;
  }

  /** Whether wrong input is forgiven. */
  public final boolean pardon() {
    return pardon;
  }

  /** Whether sequence numbers of the input are ignored. */
  public final boolean noSequence() {
    return noSequence;
  }

  /** Whether times of the input are ignored. */
  public final boolean noTime() {
    return noTime;
  }

  /** Whether tags of the input are ignored. */
  public final boolean noTags() {
    return noTags;
  }
}
