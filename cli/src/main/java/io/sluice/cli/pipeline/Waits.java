package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What -W and -S can mean for the ends. Both come up together, so an end may be told to wait for
 * the other one, which it does anyway; and an end may be stopped by an event, which closes the
 * session.
 */
final class Waits {
  private static final Set<String> AT_START = Set.of("START", "pipe.START", "bgpfix/pipe.START");

  private static final Set<String> UP =
      Set.of("ESTABLISHED", "pipe.ESTABLISHED", "bgpfix/pipe.ESTABLISHED");

  private Waits() {}

  static void check(List<WrittenStage> stages, List<WrittenStage> feeds) {
    feeds.forEach(Waits::checkFeed);
    for (WrittenStage stage : stages) {
      for (String event : stage.options().common.waits) {
        if (stage.options().isEnd()
            && !AT_START.contains(event)
            && !isOtherEnd(event, stage, stages)) {
          throw new OperatorException(
              WrittenPipeline.at(stage)
                  + "--wait "
                  + event
                  + ": an end waits for START or for the other end (listen, connect, or its @name)");
        }
      }
    }
  }

  /** A speaker can say nothing before its session is up, whatever it is told. */
  private static void checkFeed(WrittenStage stage) {
    for (String event : stage.options().common.waits) {
      if (!AT_START.contains(event) && !UP.contains(event)) {
        throw new OperatorException(
            WrittenPipeline.at(stage)
                + "--wait "
                + event
                + ": what feeds a speaker begins when its session is ESTABLISHED");
      }
    }
    if (!stage.options().common.stops.isEmpty()) {
      throw new OperatorException(
          WrittenPipeline.at(stage)
              + "--stop "
              + String.join(",", stage.options().common.stops)
              + ": what feeds a speaker is read to its end; --stop is for the ends");
    }
  }

  private static boolean isOtherEnd(String event, WrittenStage stage, List<WrittenStage> stages) {
    WrittenStage other = stage == stages.get(0) ? stages.get(stages.size() - 1) : stages.get(0);
    String name = event.replaceFirst("/(START|READY|PREPARE)$", "");
    return other.options().isEnd()
        && (name.equals(other.name()) || name.equals(other.options().word()));
  }

  /** The events that stop an end, which is to close the session. */
  static List<String> stops(List<WrittenStage> stages) {
    List<String> all = new ArrayList<>();
    stages.stream()
        .filter(stage -> stage.options().isEnd())
        .forEach(stage -> all.addAll(stage.options().common.stops));
    return all;
  }
}
