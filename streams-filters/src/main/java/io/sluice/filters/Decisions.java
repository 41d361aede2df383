package io.sluice.filters;

import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Refusal;
import io.sluice.bgp.Update;
import io.sluice.schemas.Judgement.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Asks stages about the message of a passage, and makes decisions of their rulings. */
final class Decisions {
  private final Pipeline pipeline;
  private final String version;

  /** The reason of messages that pass without an event. */
  private final Reason passed;

  private final Onlookers onlookers;
  private final Ruling ruling = new Ruling();
  private final Pieces pieces = new Pieces();
  private final StringBuilder earlier = new StringBuilder();

  Decisions(Pipeline pipeline, String version, Reason passed, Onlookers onlookers) {
    this.pipeline = pipeline;
    this.version = version;
    this.passed = passed;
    this.onlookers = onlookers;
  }

  /** Asks the stage that a message has come to about all that is left of it. */
  void ask(Passage p, Message message) {
    Question[] questions = p.questions;
    p.current =
        p.current == null
            ? ask(p, message, questions == null ? null : questions[0])
            : askEach(p, message, questions);
  }

  private List<byte[]> askEach(Passage p, Message message, Question[] questions) {
    List<byte[]> next = new ArrayList<>(p.current.size());
    for (int i = 0; i < p.current.size(); i++) {
      byte[] one = p.current.get(i);
      Message piece = pieces.of(one, message, p.conclusion.tags());
      List<byte[]> left = ask(p, piece, questions == null ? null : questions[i]);
      if (p.closing != null) {
        return p.current;
      }
      if (p.conclusion.failure() != null) {
        fail(p, message, p.conclusion.failure());
        return p.current;
      }
      if (left == null) {
        next.add(one);
      } else {
        next.addAll(left);
      }
    }
    return next;
  }

  /** What the stage leaves of a message: {@code null} for the message as it was. */
  private List<byte[]> ask(Passage p, Message message, Question question) {
    BoundStage stage = p.stage();
    ruling.clear(stage.spec().silent());
    try {
      if (question != null) {
        question.answer(message, ruling);
      } else if (stage.later() == null) {
        stage.stage().judge(message, ruling);
      }
      if (ruling.kind() == Ruling.Kind.PASS && ruling.isQuiet()) {
        return null;
      }
      tag(p, message);
      List<byte[]> left = apply(p, message);
      if (left != null || p.closing != null) {
        decide(p, ruling.rule(), ruling.event(), ruling.data());
      }
      raise(p, message, ruling.event(), ruling.data());
      for (Ruling.Raised raised : ruling.raised()) {
        raise(p, message, raised.event(), raised.data());
      }
      return left;
    } catch (RuntimeException | StackOverflowError e) {
      if (stage.decides()) {
        fail(p, message, e);
      } else {
        onlookers.failed(stage, message, e);
      }
      return null;
    }
  }

  private List<byte[]> apply(Passage p, Message message) {
    return switch (ruling.kind()) {
      case PASS -> null;
      case REFUSE -> ruling.places().isEmpty() ? null : refuse(p, message, ruling.places()::get);
      case REFUSE_ALL -> {
        if (!message.isUpdate()) {
          yield List.of();
        }
        yield message.update().announces() ? refuse(p, message, place -> true) : null;
      }
      case REPLACE -> ruling.messages();
      case CLOSE -> {
        p.closing = ruling.notification();
        yield null;
      }
    };
  }

  private static List<byte[]> refuse(Passage p, Message message, IntPredicate places) {
    Update update = message.update();
    // What both ends negotiated is not known here: a message that is long shows that it may be.
    int longest = Math.max(Header.MAX_LENGTH, update.length());
    boolean silent = p.stage().spec().silent();
    Refusal.Result result = Refusal.apply(update, places, place -> false, silent, longest);
    if (result.error() != null) {
      p.conclusion.error(result.error().toString());
    }
    return result.messages();
  }

  private void decide(Passage p, String rule, String event, Map<String, String> data) {
    Map<String, String> all = data;
    if (p.decided != null) {
      earlier.setLength(0);
      if (p.decided.data().containsKey("earlier")) {
        earlier.append(p.decided.data().get("earlier")).append(' ');
      }
      earlier.append(p.decided.event().isEmpty() ? p.decided.stage() : p.decided.event());
      all = new LinkedHashMap<>(data);
      all.put("earlier", earlier.toString());
    }
    BoundStage stage = p.stage();
    p.decided = new Reason(stage.name(), rule, stage.qualified(event), version, all);
  }

  @SuppressWarnings("ReferenceEquality") // "passed" is one object
  private void raise(Passage p, Message message, String event, Map<String, String> data) {
    if (event.isEmpty()) {
      return;
    }
    BoundStage stage = p.stage();
    String name = stage.qualified(event);
    pipeline.listener().accept(message, name);
    if (p.closing == null && pipeline.killEvents().contains(name)) {
      p.closing =
          Notification.cease(
              stage.stage().ceaseSubcode(), "ended by policy " + version + ": " + name);
      p.decided = new Reason(stage.name(), "kill " + name, name, version, data);
    } else if (p.conclusion.reason() == passed) {
      p.conclusion.because(new Reason("", "", name, version, data));
    }
  }

  private void tag(Passage p, Message message) {
    if (ruling.tags().isEmpty()) {
      return;
    }
    Map<String, String> all = new LinkedHashMap<>(p.conclusion.tags());
    for (Map.Entry<String, String> tag : ruling.tags()) {
      if (tag.getValue() == null) {
        all.remove(tag.getKey());
      } else {
        all.put(tag.getKey(), tag.getValue());
      }
    }
    p.conclusion.tags(all);
    Pieces.tag(message, all);
  }

  private void fail(Passage p, Message message, Throwable e) {
    BoundStage stage = p.stage();
    p.conclusion.failed(stage.name(), e);
    String event = stage.qualified("failed");
    Reason why = new Reason(stage.name(), "", event, version, Map.of("error", e.toString()));
    p.conclusion.replace(message.isUpdate() ? withdrawn(message.update()) : List.of(), why);
  }

  /** What withdraws all that an UPDATE announces; nothing if that cannot be told. */
  static List<byte[]> withdrawn(Update update) {
    try {
      return Refusal.all(update, false);
    } catch (RuntimeException e) {
      return List.of();
    }
  }
}
