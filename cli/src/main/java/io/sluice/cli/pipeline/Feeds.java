package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
   * The feeds of a pipeline, from left to right. A source beside a speaker that is told to give its
   * messages elsewhere is none.
   *
   * @throws OperatorException if both ends are speakers
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
        if (isSaid(order.get(i), right)) {
          feeds.add(order.get(i));
        }
      }
    }
    if (right) {
      Collections.reverse(feeds);
    }
    return List.copyOf(feeds);
  }

  private static boolean isSaid(WrittenStage source, boolean right) {
    CommonOptions common = source.options().common;
    return !(right ? common.right : common.left)
        && ENTRIES.contains(((SourceOptions) source.options()).entry());
  }

  /** Standard input can be read once. */
  static void checkInput(List<WrittenStage> feeds, List<WrittenStage> sources) {
    List<WrittenStage> all =
        Stream.concat(feeds.stream(), sources.stream())
            .filter(f -> ((SourceOptions) f.options()).path().equals("-"))
            .toList();
    if (all.size() > 1) {
      throw new OperatorException(
          WrittenPipeline.at(all.get(1)) + "standard input is read already, by another stage");
    }
  }
}
