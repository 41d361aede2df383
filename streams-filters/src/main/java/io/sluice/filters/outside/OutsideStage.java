package io.sluice.filters.outside;

import io.sluice.bgp.Message;
import io.sluice.filters.Injections;
import io.sluice.filters.LaterStage;
import io.sluice.filters.Question;
import io.sluice.filters.Ruling;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Hands messages to something outside and does with them what comes back. There is a dialogue for
 * each session, so that what is slow or dead holds up no session but its own; it begins anew with
 * each incarnation of the session, and ends with it.
 */
public final class OutsideStage implements LaterStage {
  /** The event of a message that was not answered before the deadline. */
  public static final String UNANSWERED = "unanswered";

  private final OutsideOptions options;
  private final Channels channels;
  private final Predicate<Message> concerned;
  private final Wanted wanted;
  private final Runnable wake;
  private final DialogueLog log;
  private final Map<String, Dialogue> dialogues = new HashMap<>();
  private Dialogue lastDialogue;
  private String lastSession;
  private LongSupplier nanos = System::nanoTime;

  /**
   * @param name its name, for the log
   * @param channels make the ways to the outside, when a session's first message comes
   * @param concerned tells whether a message goes there; others pass by
   * @param wake called from any thread when something has come back
   */
  public OutsideStage(
      String name,
      OutsideOptions options,
      Channels channels,
      Predicate<Message> concerned,
      Runnable wake) {
    this(name, options, channels, concerned, null, wake);
  }

  /**
   * One that does not take all that comes back.
   *
   * @param wanted tells whether a message that comes back is taken; {@code null} for all
   */
  public OutsideStage(
      String name,
      OutsideOptions options,
      Channels channels,
      Predicate<Message> concerned,
      Predicate<Message> wanted,
      Runnable wake) {
    this.wanted = new Wanted(wanted);
    this.options = options;
    this.channels = channels;
    this.concerned = concerned;
    this.wake = wake;
    this.log = new DialogueLog(name);
  }

  /** The same by another clock, in nanoseconds, for the length of sessions. */
  OutsideStage withClock(LongSupplier clock) {
    nanos = clock;
    return this;
  }

  @Override
  public boolean decides() {
    return options.filters();
  }

  /** Whether a mirror left messages out, or has some that nobody has taken; false for a filter. */
  public boolean hasMissed() {
    return !options.filters()
        && (log.hasLeftOut() || dialogues.values().stream().anyMatch(Dialogue::hasBacklog));
  }

  private boolean isConcerned(Message message) {
    return options.types().test(message.typeCode()) && concerned.test(message);
  }

  /** The dialogue of a message's session; {@code null} when that incarnation is over. */
  private Dialogue dialogue(Message message) {
    String session = message.session();
    Dialogue dialogue = session.equals(lastSession) ? lastDialogue : dialogues.get(session);
    if (dialogue != null && message.epoch() > dialogue.epoch()) {
      dialogue.close();
      dialogue = null;
    }
    if (dialogue == null) {
      dialogue =
          new Dialogue(
              options,
              log,
              session,
              message.epoch(),
              channels.open(session, !options.filters(), wake),
              this::isConcerned,
              wanted,
              nanos.getAsLong());
      dialogues.put(session, dialogue);
    }
    lastSession = session;
    lastDialogue = dialogue;
    return message.epoch() < dialogue.epoch() ? null : dialogue;
  }

  /** Tells the dialogue of a message's session, if there is one, that the session lives. */
  private void saw(Message message) {
    String session = message.session();
    Dialogue dialogue = session.equals(lastSession) ? lastDialogue : dialogues.get(session);
    if (dialogue != null && dialogue.epoch() == message.epoch()) {
      dialogue.lifetime().saw(message, nanos.getAsLong());
    }
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    Dialogue dialogue = isConcerned(message) ? dialogue(message) : null;
    if (dialogue != null) {
      dialogue.show(message);
    }
    saw(message);
  }

  @Override
  public boolean hasRoom(Message message) {
    Dialogue dialogue = isConcerned(message) ? dialogue(message) : null;
    return dialogue == null || dialogue.hasRoom(message.direction());
  }

  @Override
  public Question ask(Message message) {
    Dialogue dialogue = isConcerned(message) ? dialogue(message) : null;
    Question question = dialogue == null ? null : dialogue.ask(message);
    saw(message);
    return question;
  }

  @Override
  public boolean take(Injections injections) {
    boolean any = false;
    long now = nanos.getAsLong();
    for (Iterator<Dialogue> each = dialogues.values().iterator(); each.hasNext(); ) {
      Dialogue dialogue = each.next();
      any |= dialogue.take(injections);
      if (dialogue.lifetime().isOver(now)) {
        dialogue.close();
        each.remove();
        lastSession = null;
        lastDialogue = null;
      }
    }
    return any;
  }

  @Override
  public void idle() {
    dialogues.values().forEach(Dialogue::flush);
  }

  @Override
  public void end() {
    dialogues.values().forEach(Dialogue::end);
  }

  @Override
  public boolean entersLast() {
    return options.last();
  }

  @Override
  public boolean isEnded() {
    return dialogues.values().stream().allMatch(Dialogue::isEnded);
  }

  @Override
  public void close() {
    dialogues.values().forEach(Dialogue::close);
    dialogues.clear();
    lastSession = null;
    lastDialogue = null;
    channels.close();
  }
}
