package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The stages that give a speaker what it says: sources that stand directly beside it. So all that
 * they give is its own, and passes every stage between the ends.
 */
final class Feeds {
  private static final Set<String> ENTRIES = Set.of("next", "here", "first");

  private Feeds() {}

  static boolean isSpeaker(WrittenStage stage) {
    return stage.options() instanceof SpeakerOptions;
  }

  private static boolean isSource(WrittenStage stage) {
    return stage.options() instanceof SourceOptions;
  }

  /**
   * The feeds of a pipeline, from left to right.
   *
   * @throws OperatorException if a source stands where nothing can take what it gives
   */
  static List<WrittenStage> of(List<WrittenStage> stages) {
    List<WrittenStage> order = new ArrayList<>(stages);
    boolean right = isSpeaker(stages.get(stages.size() - 1));
    if (right && isSpeaker(stages.get(0))) {
      throw new OperatorException(
          "both ends are speakers: one is enough, the other one is listen or connect");
    }
    if (right) {
      Collections.reverse(order);
    }
    List<WrittenStage> feeds = new ArrayList<>();
    if (isSpeaker(order.get(0))) {
      for (int i = 1; i < order.size() && isSource(order.get(i)); i++) {
        feeds.add(order.get(i));
      }
    }
    for (WrittenStage stage : order) {
      if (isSource(stage) && !feeds.contains(stage)) {
        throw new OperatorException(WrittenPipeline.at(stage) + whyNot(order));
      }
    }
    feeds.forEach(feed -> check(feed, right));
    if (right) {
      Collections.reverse(feeds);
    }
    return List.copyOf(feeds);
  }

  private static String whyNot(List<WrittenStage> order) {
    return isSpeaker(order.get(0))
        ? "a stage stands between it and the speaker: put it beside the speaker, so that all"
            + " stages see what it gives, as in  sluice -- speaker --active --asn 65055 -- read FILE"
            + " -- limit -6 -m 48 -- listen :1790"
        : "nothing between two routers can send it: put a speaker in the place of one of them, as in"
            + "  sluice -- speaker --active --asn 65055 -- read FILE -- listen :1790;"
            + " to read files without a session, leave listen and connect out";
  }

  private static void check(WrittenStage feed, boolean right) {
    CommonOptions common = feed.options().common;
    if (right ? common.right : common.left) {
      throw new OperatorException(
          WrittenPipeline.at(feed)
              + (right
                  ? "the speaker is the right end, and sends to the left: leave -R out"
                  : "the speaker is the left end, and sends to the right: leave -L out"));
    }
    SourceOptions source = (SourceOptions) feed.options();
    if (!ENTRIES.contains(source.entry())) {
      throw new OperatorException(
          WrittenPipeline.at(feed)
              + "--new "
              + source.entry()
              + ": what a speaker says passes all stages; leave --new out");
    }
  }

  /** Standard input can be read once. */
  static void checkInput(List<WrittenStage> feeds) {
    List<WrittenStage> all =
        feeds.stream().filter(f -> ((SourceOptions) f.options()).path().equals("-")).toList();
    if (all.size() > 1) {
      throw new OperatorException(
          WrittenPipeline.at(all.get(1)) + "standard input is read already, by another stage");
    }
  }
}
