package io.sluice.filters;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.BgpError.Treatment;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Refusal;
import io.sluice.bgp.Update;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement.Reason;
import io.sluice.schemas.MessageOrigin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipeline at work: the instances of its stages, and the rules by which their rulings become one
 * conclusion. Not thread safe.
 *
 * <ul>
 *   <li>Each stage sees what the stages before it left: after a partial refusal, each of the
 *       messages that came of it.
 *   <li>A message that no stage changed passes, and all such messages have the same reason object.
 *   <li>Refusing never keeps a withdrawal back: an UPDATE that announces nothing passes.
 *   <li>An event among the kill events ends the session with a Cease.
 *   <li>An UPDATE whose routes cannot be seen is handled as RFC 7606 says, once there is a stage
 *       that decides; an empty pipeline passes it byte for byte.
 *   <li>It fails closed: when a stage throws, an UPDATE leaves as the withdrawal of all that it
 *       announces, another message does not leave. It never passes unjudged.
 * </ul>
 */
public final class PipelineRun implements AutoCloseable {
  /** Stage name in the reason for a message that does not decode. */
  public static final String MALFORMED = "malformed";

  private static final Logger log = LoggerFactory.getLogger(PipelineRun.class);

  private final Pipeline pipeline;
  private final String version;
  private final Reason passed;
  private final List<BoundStage> stages;
  private final BoundStage[] toRight;
  private final BoundStage[] toLeft;
  private final Ruling ruling = new Ruling();
  private final Conclusion conclusion = new Conclusion();
  private final RouteCheck check = new RouteCheck();
  private final Message scratch = new Message();
  private final StringBuilder earlier = new StringBuilder();

  /** The NOTIFICATION that a stage, or one of its events, ends the session with. */
  private byte[] closing;

  /** The reason of the last decision; {@code null} before the first. */
  private Reason decided;

  private MessageOrigin last;
  private long blindFailures;

  /** Makes an instance of each stage. */
  public PipelineRun(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.version = pipeline.policyVersion();
    this.passed = new Reason("", "", "", version, Map.of());
    this.stages = BoundStage.bind(pipeline.stages());
    this.toRight = BoundStage.seeing(stages, Direction.R);
    this.toLeft = BoundStage.seeing(stages, Direction.L);
  }

  /** Gives the stages that keep state their journal; once, before the first message. */
  public void attach(Journal journal) {
    stages.forEach(stage -> stage.attach(journal));
  }

  /**
   * Gives a record of the journal back to the stage that wrote it. One of a stage that is no longer
   * in the pipeline is ignored.
   */
  public void restore(byte[] key, byte[] value) {
    for (BoundStage stage : stages) {
      if (stage.restore(key, value)) {
        return;
      }
    }
  }

  /** Judges a message. The message may be given tags; it is not changed otherwise. */
  public Conclusion judge(Message message) {
    return judge(message, 0);
  }

  /**
   * Judges a message that enters the pipeline behind some of its stages.
   *
   * @param behind how many of the stages that see its direction lie behind it, in its order
   */
  public Conclusion judge(Message message, int behind) {
    return judge(message, message.direction() == Direction.R ? toRight : toLeft, behind);
  }

  private Conclusion judge(Message message, BoundStage[] whole, int behind) {
    conclusion.begin(passed, message.tags());
    BoundStage[] line = behind == 0 ? whole : Arrays.copyOfRange(whole, behind, whole.length);
    if (line.length == 0) {
      return conclusion;
    }
    if (message.isUpdate() && !sees(line, message)) {
      return conclusion;
    }
    closing = null;
    decided = null;
    List<byte[]> current = null;
    for (BoundStage stage : line) {
      current = current == null ? ask(stage, message) : askEach(stage, message, current);
      if (conclusion.failure() != null) {
        return conclusion;
      }
      if (closing != null) {
        conclusion.decide(Action.CLOSE, List.of(closing), decided);
        return conclusion;
      }
      if (current != null && current.isEmpty()) {
        break;
      }
    }
    if (current != null) {
      conclusion.replace(current, decided);
    }
    return conclusion;
  }

  /** Shows a message that needs no verdict to every stage; what they say is ignored. */
  public void watch(Message message) {
    watch(message, 0);
  }

  /**
   * The same for a message that enters the pipeline behind some of its stages.
   *
   * @param behind how many of the stages that see its direction lie behind it, in its order
   */
  public void watch(Message message, int behind) {
    BoundStage[] line = message.direction() == Direction.R ? toRight : toLeft;
    for (int i = behind; i < line.length; i++) {
      show(line[i], message);
    }
  }

  /** What is said of a message that needs no verdict. */
  public Conclusion unjudged(Message message) {
    return conclusion.begin(passed, message.tags());
  }

  private void show(BoundStage stage, Message message) {
    ruling.clear(stage.spec().silent());
    try {
      stage.stage().judge(message, ruling);
    } catch (RuntimeException | StackOverflowError e) {
      blind(stage, message, e);
    }
  }

  private void blind(BoundStage stage, Message message, Throwable e) {
    blindFailures++;
    if (Long.bitCount(blindFailures) == 1) {
      log.atWarn()
          .addKeyValue("session", message.session())
          .setCause(e)
          .log(
              "stage {} failed at message {} of session {} ({} such failures so far)",
              stage.name(),
              message.sequence(),
              message.session(),
              blindFailures);
    }
  }

  /** What the stage leaves of a message: {@code null} for the message as it was. */
  private List<byte[]> ask(BoundStage stage, Message message) {
    ruling.clear(stage.spec().silent());
    try {
      stage.stage().judge(message, ruling);
      if (ruling.kind() == Ruling.Kind.PASS && ruling.isQuiet()) {
        return null;
      }
      tag(message);
      List<byte[]> left = apply(stage, message);
      if (left != null || closing != null) {
        decide(stage, ruling.rule(), ruling.event(), ruling.data());
      }
      raise(stage, message, ruling.event(), ruling.data());
      for (Ruling.Raised raised : ruling.raised()) {
        raise(stage, message, raised.event(), raised.data());
      }
      return left;
    } catch (RuntimeException | StackOverflowError e) {
      if (stage.decides()) {
        fail(stage, message, e);
      } else {
        blind(stage, message, e);
      }
      return null;
    }
  }

  private List<byte[]> askEach(BoundStage stage, Message message, List<byte[]> current) {
    List<byte[]> next = new ArrayList<>(current.size());
    for (byte[] one : current) {
      scratch
          .wrap(one, 0, one.length)
          .describe(
              message.session(),
              message.epoch(),
              message.direction(),
              message.sequence(),
              message.timeMicros(),
              message.context(),
              conclusion.tags());
      List<byte[]> left = ask(stage, scratch);
      if (closing != null) {
        return current;
      }
      if (conclusion.failure() != null) {
        fail(stage, message, conclusion.failure());
        return current;
      }
      if (left == null) {
        next.add(one);
      } else {
        next.addAll(left);
      }
    }
    return next;
  }

  private List<byte[]> apply(BoundStage stage, Message message) {
    boolean silent = stage.spec().silent();
    return switch (ruling.kind()) {
      case PASS -> null;
      case REFUSE ->
          ruling.places().isEmpty() ? null : refuse(message, ruling.places()::get, silent);
      case REFUSE_ALL -> {
        if (!message.isUpdate()) {
          yield List.of();
        }
        yield message.update().announces() ? refuse(message, place -> true, silent) : null;
      }
      case REPLACE -> ruling.messages();
      case CLOSE -> {
        closing = ruling.notification();
        yield null;
      }
    };
  }

  private List<byte[]> refuse(Message message, IntPredicate places, boolean silent) {
    Update update = message.update();
    // What both ends negotiated is not known here: a message that is long shows that it may be.
    int longest = Math.max(Header.MAX_LENGTH, update.length());
    Refusal.Result result = Refusal.apply(update, places, place -> false, silent, longest);
    if (result.error() != null) {
      conclusion.error(result.error().toString());
    }
    return result.messages();
  }

  private void decide(BoundStage stage, String rule, String event, Map<String, String> data) {
    Map<String, String> all = data;
    if (decided != null) {
      earlier.setLength(0);
      if (decided.data().containsKey("earlier")) {
        earlier.append(decided.data().get("earlier")).append(' ');
      }
      earlier.append(decided.event().isEmpty() ? decided.stage() : decided.event());
      all = new LinkedHashMap<>(data);
      all.put("earlier", earlier.toString());
    }
    decided = new Reason(stage.name(), rule, stage.qualified(event), version, all);
  }

  @SuppressWarnings("ReferenceEquality") // "passed" is one object
  private void raise(BoundStage stage, Message message, String event, Map<String, String> data) {
    if (event.isEmpty()) {
      return;
    }
    String name = stage.qualified(event);
    pipeline.listener().accept(message, name);
    if (closing == null && pipeline.killEvents().contains(name)) {
      closing =
          Notification.cease(
              stage.stage().ceaseSubcode(), "ended by policy " + version + ": " + name);
      decided = new Reason(stage.name(), "kill " + name, name, version, data);
    } else if (conclusion.reason() == passed) {
      conclusion.because(new Reason("", "", name, version, data));
    }
  }

  private void tag(Message message) {
    if (ruling.tags().isEmpty()) {
      return;
    }
    Map<String, String> all = new LinkedHashMap<>(conclusion.tags());
    for (Map.Entry<String, String> tag : ruling.tags()) {
      all.put(tag.getKey(), tag.getValue());
    }
    conclusion.tags(all);
    message.describe(
        message.session(),
        message.epoch(),
        message.direction(),
        message.sequence(),
        message.timeMicros(),
        message.context(),
        all);
  }

  private void fail(BoundStage stage, Message message, Throwable e) {
    conclusion.failed(stage.name(), e);
    String event = stage.qualified("failed");
    Reason why = new Reason(stage.name(), "", event, version, Map.of("error", e.toString()));
    conclusion.replace(message.isUpdate() ? withdrawn(message.update()) : List.of(), why);
  }

  private static List<byte[]> withdrawn(Update update) {
    try {
      return Refusal.all(update, false);
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  /** Handles an UPDATE whose routes cannot be seen; false when that was all there is to do. */
  private boolean sees(BoundStage[] line, Message message) {
    BgpError flaw = check.check(message.update());
    if (flaw == null) {
      return true;
    }
    conclusion.error(flaw.toString());
    boolean judged = false;
    Treatment hardest = flaw.treatment();
    for (BoundStage stage : line) {
      judged |= stage.decides();
      hardest = Treatment.harder(hardest, stage.stage().treatment(flaw));
    }
    if (judged && hardest == Treatment.ATTRIBUTE_DISCARD) {
      return true;
    }
    watchers(line, message);
    if (!judged) {
      return false;
    }
    String treatment = hardest.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    Reason why =
        new Reason(
            MALFORMED,
            flaw.reference(),
            MALFORMED + '/' + treatment,
            version,
            Map.of(
                "flaw", flaw.flaw().name(),
                "offset", Integer.toString(flaw.offset()),
                "reason", flaw.reason()));
    if (hardest == Treatment.SESSION_RESET) {
      conclusion.decide(Action.CLOSE, List.of(flaw.notification()), why);
      return false;
    }
    conclusion.replace(withdrawn(message.update()), why);
    for (byte[] one : conclusion.replacement()) {
      scratch
          .wrap(one, 0, one.length)
          .describe(
              message.session(),
              message.epoch(),
              message.direction(),
              message.sequence(),
              message.timeMicros(),
              message.context(),
              message.tags());
      watchers(line, scratch);
    }
    return false;
  }

  private void watchers(BoundStage[] line, Message message) {
    for (BoundStage stage : line) {
      if (!stage.decides()) {
        show(stage, message);
      }
    }
  }

  /** Tells the stages who sent the messages that follow. */
  @SuppressWarnings("ReferenceEquality") // whoever reads records keeps the origins it has met
  public void origin(MessageOrigin origin) {
    if (origin != last) {
      last = origin;
      for (BoundStage stage : stages) {
        stage.stage().origin(origin);
      }
    }
  }

  /** No more messages are at hand just now. */
  public void idle() {
    for (BoundStage stage : stages) {
      stage.stage().idle();
    }
  }

  @Override
  public void close() {
    stages.forEach(stage -> stage.stage().close());
  }
}
