package io.sluice.filters;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.BgpError.Treatment;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Refusal;
import io.sluice.bgp.Update;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement.Reason;
import io.sluice.schemas.MessageOrigin;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
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
  private final Conclusion unjudged = new Conclusion();
  private final RouteCheck check = new RouteCheck();
  private final Message scratch = new Message();
  private final StringBuilder earlier = new StringBuilder();

  /** The NOTIFICATION that a stage, or one of its events, ends the session with. */
  private byte[] closing;

  /** The reason of the last decision; {@code null} before the first. */
  private Reason decided;

  private MessageOrigin last;

  /** That of the message at hand. */
  private Conclusion conclusion = unjudged;

  /** One that is not used now; {@code null} for none. */
  private Passage free;

  private int waiting;

  /** Stages that answer later and are to be ended. */
  private List<BoundStage> unended = List.of();

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
    return judge(message, behind, () -> null);
  }

  /**
   * Judges a message as far as that can be done now.
   *
   * @param behind how many of the stages that see its direction lie behind it, in its order
   * @param ticket asked for when the message has to wait for a stage: {@link #resume} finds it by
   *     that
   * @return {@code null} when it has to wait
   */
  public Conclusion judge(Message message, int behind, Supplier<?> ticket) {
    Passage passage = free == null ? new Passage() : free;
    free = null;
    passage.begin(message.direction() == Direction.R ? toRight : toLeft, behind);
    passage.conclusion.begin(passed, message.tags());
    conclusion = passage.conclusion;
    if (passage.at < passage.line.length && message.isUpdate()) {
      settle(passage, message);
    }
    if (!advance(passage, message)) {
      passage.ticket = ticket.get();
      waiting++;
      return null;
    }
    free = passage;
    return passage.conclusion;
  }

  /** Version of the policy. */
  public String version() {
    return version;
  }

  /**
   * The place of an injected message, as its tag tells it; in front of all stages when it tells
   * none that there is.
   */
  public int place(Direction direction, String tag) {
    int most = (direction == Direction.R ? toRight : toLeft).length;
    try {
      int behind = Integer.parseInt(tag);
      return behind >= 0 && behind <= most ? behind : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** How many messages wait for stages. */
  public int waiting() {
    return waiting;
  }

  /** Whether it has a stage that answers later. */
  public boolean answersLater() {
    return stages.stream().anyMatch(stage -> stage.later() != null);
  }

  /**
   * Takes in what has come for stages that answer later, and takes on the messages that waited.
   *
   * @return whether anything came
   */
  public boolean resume(Departures to) {
    boolean moved = false;
    for (BoundStage stage : stages) {
      if (stage.later() != null) {
        moved |= stage.later().take(placing(stage, to));
        moved |= resume(stage.waiting(Direction.R), stage.later(), to);
        moved |= resume(stage.waiting(Direction.L), stage.later(), to);
      }
    }
    endStages();
    return moved;
  }

  private Injections placing(BoundStage stage, Injections to) {
    return new Injections() {
      @Override
      public boolean hasRoom(String session) {
        return to.hasRoom(session);
      }

      @Override
      public void inject(Injection injection) {
        BoundStage[] line = injection.direction() == Direction.R ? toRight : toLeft;
        int behind = 0;
        for (int i = 0; i < line.length; i++) {
          behind = line[i] == stage ? i + 1 : behind;
        }
        to.inject(injection.behind(stage.later().entersLast() ? line.length : behind));
      }
    };
  }

  private boolean resume(Map<String, WaitingLine> lines, LaterStage stage, Departures to) {
    boolean moved = false;
    for (Iterator<WaitingLine> each = lines.values().iterator(); each.hasNext(); ) {
      WaitingLine line = each.next();
      for (Passage p = line.pollAnswered(); p != null; p = line.pollAnswered()) {
        moved = true;
        Message message = again(p, to);
        if (advance(p, message)) {
          waiting--;
          to.concluded(p.ticket, p.conclusion);
        }
      }
      Passage next = line.firstUnasked();
      while (next != null) {
        Message message = again(next, to);
        if (!next.settled && !stage.hasRoom(message)) {
          break;
        }
        question(next, message);
        line.asked();
        next = line.firstUnasked();
      }
      if (line.isEmpty()) {
        each.remove();
      }
    }
    return moved;
  }

  private Message again(Passage p, Departures to) {
    Message message = to.message(p.ticket);
    conclusion = p.conclusion;
    if (message.tags() != p.conclusion.tags()) {
      describe(message, message, p.conclusion.tags());
    }
    return message;
  }

  /** Takes a message on; false when it has to wait at the stage that it has come to. */
  private boolean advance(Passage p, Message message) {
    conclusion = p.conclusion;
    closing = null;
    decided = p.decided;
    for (; p.at < p.line.length; p.at++) {
      BoundStage stage = p.stage();
      if (stage.later() != null && p.questions == null && waits(p, stage, message)) {
        p.decided = decided;
        return false;
      }
      if (p.settled) {
        show(stage, message, p.conclusion.replacement());
      } else {
        p.current =
            p.current == null
                ? ask(stage, message, p.questions == null ? null : p.questions[0])
                : askEach(stage, message, p.current, p.questions);
      }
      p.questions = null;
      if (p.settled) {
        continue;
      }
      if (conclusion.failure() != null) {
        return true;
      }
      if (closing != null) {
        conclusion.decide(Action.CLOSE, List.of(closing), decided);
        return true;
      }
      if (p.current != null && p.current.isEmpty()) {
        break;
      }
    }
    if (p.current != null) {
      conclusion.replace(p.current, decided);
    }
    return true;
  }

  /** Asks a stage that answers later; true when the answer, or that of a message before, is due. */
  private boolean waits(Passage p, BoundStage stage, Message message) {
    WaitingLine line = stage.waiting(message);
    boolean first = line == null || line.isEmpty();
    if (first && p.settled) {
      return false;
    }
    boolean ask = (first || line.mayAsk()) && (p.settled || stage.later().hasRoom(message));
    if (ask) {
      question(p, message);
      if (first && p.isAnswered()) {
        return false;
      }
    }
    if (line == null) {
      line = new WaitingLine();
      stage.waiting(message.direction()).put(message.session(), line);
    }
    if (ask) {
      line.addAsked(p);
    } else {
      line.addUnasked(p);
    }
    return true;
  }

  private void question(Passage p, Message message) {
    LaterStage stage = p.stage().later();
    if (p.settled) {
      p.questions = new Question[0];
    } else if (p.current == null) {
      p.questions = new Question[] {stage.ask(message)};
    } else {
      p.questions = new Question[p.current.size()];
      for (int i = 0; i < p.questions.length; i++) {
        byte[] one = p.current.get(i);
        scratch.wrap(one, 0, one.length);
        describe(scratch, message, p.conclusion.tags());
        p.questions[i] = stage.ask(scratch);
      }
    }
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
    return unjudged.begin(passed, message.tags());
  }

  private void show(BoundStage stage, Message message, List<byte[]> instead) {
    if (stage.decides()) {
      return;
    }
    show(stage, message);
    for (byte[] one : instead) {
      if (Header.type(one, 0) == MessageType.UPDATE.code()) {
        scratch.wrap(one, 0, one.length);
        describe(scratch, message, message.tags());
        show(stage, scratch);
      }
    }
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
  private List<byte[]> ask(BoundStage stage, Message message, Question question) {
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

  private List<byte[]> askEach(
      BoundStage stage, Message message, List<byte[]> current, Question[] questions) {
    List<byte[]> next = new ArrayList<>(current.size());
    for (int i = 0; i < current.size(); i++) {
      byte[] one = current.get(i);
      scratch.wrap(one, 0, one.length);
      describe(scratch, message, conclusion.tags());
      List<byte[]> left = ask(stage, scratch, questions == null ? null : questions[i]);
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

  private static void describe(Message it, Message as, Map<String, String> tags) {
    it.describe(
        as.session(),
        as.epoch(),
        as.direction(),
        as.sequence(),
        as.timeMicros(),
        as.context(),
        tags);
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
    describe(message, message, all);
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

  /** Decides about an UPDATE whose routes cannot be seen; stages only look at it then. */
  private void settle(Passage p, Message message) {
    BgpError flaw = check.check(message.update());
    if (flaw == null) {
      return;
    }
    conclusion.error(flaw.toString());
    boolean judged = false;
    Treatment hardest = flaw.treatment();
    for (int i = p.at; i < p.line.length; i++) {
      judged |= p.line[i].decides();
      hardest = Treatment.harder(hardest, p.line[i].stage().treatment(flaw));
    }
    if (judged && hardest == Treatment.ATTRIBUTE_DISCARD) {
      return;
    }
    p.settled = true;
    if (!judged) {
      return;
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
    } else {
      conclusion.replace(withdrawn(message.update()), why);
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

  /**
   * Nothing is judged any more: what stages that answer later were asked is to be answered now, one
   * stage after the other, as {@link #resume} goes on.
   */
  public void end() {
    unended = new ArrayList<>(stages.stream().filter(stage -> stage.later() != null).toList());
  }

  /** Ends those that no message can come to any more. */
  private void endStages() {
    if (unended.isEmpty()) {
      return;
    }
    List<BoundStage> done = new ArrayList<>();
    for (BoundStage stage : unended) {
      if (isUnreachable(stage, toRight) && isUnreachable(stage, toLeft)) {
        done.add(stage);
      }
    }
    boolean settled =
        stages.stream()
            .filter(stage -> stage.later() != null && !unended.contains(stage))
            .allMatch(stage -> stage.later().isEnded());
    if (done.isEmpty() && settled) {
      // Each waits for another one, in either direction.
      done.add(unended.get(0));
    }
    unended.removeAll(done);
    done.forEach(stage -> stage.later().end());
  }

  /** Whether no message waits, in a line, at a stage before this one. */
  private static boolean isUnreachable(BoundStage stage, BoundStage[] line) {
    for (BoundStage before : line) {
      if (before == stage) {
        return true;
      }
      if (before.isWaitedAt()) {
        return false;
      }
    }
    return true;
  }

  /** Whether, after {@link #end}, all has come that will. */
  public boolean isEnded() {
    return unended.isEmpty()
        && stages.stream().allMatch(stage -> stage.later() == null || stage.later().isEnded());
  }

  @Override
  public void close() {
    stages.forEach(stage -> stage.stage().close());
  }
}
