package io.sluice.filters.outside;

import io.sluice.bgp.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which messages are taken of those that come from outside. Not thread safe. */
final class Wanted {
  private final Predicate<Message> filter;
  private final Message scratch = new Message();

  /**
   * @param filter what messages match; {@code null} for all
   */
  Wanted(Predicate<Message> filter) {
    this.filter = filter;
  }

  /** Whether a message is, that came back as it went. */
  boolean test(Message message) {
    return filter == null || filter.test(message);
  }

  /** Those of the messages that came back for one. */
  List<byte[]> of(List<byte[]> answers, Message asked, Map<String, String> tags) {
    if (filter == null) {
      return answers;
    }
    Map<String, String> all = new LinkedHashMap<>(asked.tags());
    all.putAll(tags);
    return answers.stream()
        .filter(
            answer -> {
              scratch.wrap(answer, 0, answer.length);
              scratch.describe(
                  asked.session(),
                  asked.epoch(),
                  asked.direction(),
                  asked.sequence(),
                  asked.timeMicros(),
                  asked.context(),
                  all);
              return filter.test(scratch);
            })
        .toList();
  }

  /** Whether a new message is. */
  boolean test(String session, long epoch, DialogueSide side, Reply reply) {
    if (filter == null) {
      return true;
    }
    byte[] message = reply.message();
    scratch.wrap(message, 0, message.length);
    scratch.describe(session, epoch, side.direction, 0, 0, side.context, reply.tags());
    return filter.test(scratch);
  }
}
