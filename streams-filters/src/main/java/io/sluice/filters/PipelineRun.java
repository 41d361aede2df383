package io.sluice.filters;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.schemas.Judgement.Reason;
import io.sluice.schemas.MessageOrigin;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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

  private final String version;
  private final Reason passed;
  private final List<BoundStage> stages;
  private final Lines lines;
  private final MalformedUpdates malformed;
  private final Onlookers onlookers = new Onlookers();
  private final Advance advance;
  private final LaterAnswers answers;
  private final LaterEnds ends;
  private final boolean answersLater;
  private final Conclusion unjudged = new Conclusion();
  private MessageOrigin last;

  /** One that is not used now; {@code null} for none. */
  private Passage free;

  /** Makes an instance of each stage. */
  public PipelineRun(Pipeline pipeline) {
    this.version = pipeline.policyVersion();
    this.passed = new Reason("", "", "", version, Map.of());
    this.stages = BoundStage.bind(pipeline.stages());
    this.lines = new Lines(stages);
    this.malformed = new MalformedUpdates(version);
    this.advance = new Advance(new Decisions(pipeline, version, passed, onlookers), onlookers);
    List<BoundStage> later = stages.stream().filter(stage -> stage.later() != null).toList();
    this.answers = new LaterAnswers(later, lines, advance);
    this.ends = new LaterEnds(later, lines);
    this.answersLater = !later.isEmpty();
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
    passage.begin(lines.of(message.direction()), behind);
    passage.conclusion.begin(passed, message.tags());
    if (passage.at < passage.line.length && message.isUpdate()) {
      malformed.settle(passage, message);
    }
    if (!advance.on(passage, message)) {
      answers.await(passage, ticket.get());
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
   * Where an injected message enters, as its tag tells it: how many of the operator's stages lie
   * behind it. In front of all of them when it tells none that there is.
   */
  public int place(Direction direction, String tag) {
    int behind = 0;
    try {
      behind = Integer.parseInt(tag);
    } catch (NumberFormatException e) {
      // Not ours: what the peer, or whoever publishes, says is no reason to leave a stage out.
    }
    return lines.entry(direction, behind > lines.all(direction) ? 0 : behind);
  }

  /** How many messages wait for stages. */
  public int waiting() {
    return answers.waiting();
  }

  /** Whether it has a stage that answers later. */
  public boolean answersLater() {
    return answersLater;
  }

  /**
   * Takes in what has come for stages that answer later, and takes on the messages that waited.
   *
   * @return whether anything came
   */
  public boolean resume(Departures to) {
    boolean moved = answers.take(to);
    ends.goOn();
    return moved;
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
    BoundStage[] line = lines.of(message.direction());
    for (int i = behind; i < line.length; i++) {
      onlookers.show(line[i], message);
    }
  }

  /** What is said of a message that needs no verdict. */
  public Conclusion unjudged(Message message) {
    return unjudged.begin(passed, message.tags());
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
    ends.begin();
  }

  /** Whether, after {@link #end}, all has come that will. */
  public boolean isEnded() {
    return ends.isOver();
  }

  @Override
  public void close() {
    stages.forEach(stage -> stage.stage().close());
  }
}
