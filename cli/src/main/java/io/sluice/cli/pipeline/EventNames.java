package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import io.sluice.filters.events.EventStage;
import io.sluice.filters.events.SessionSigns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The events that a pipeline raises, and which of them an operator's words mean: a name
 * (ESTABLISHED, limit/session), a stage for all of its events, or "all".
 */
public final class EventNames {
  /** The words for what is logged of a session unless told. */
  public static final List<String> USUAL =
      List.of("CONNECTED", "ESTABLISHED", "BYPASSING", "JUDGED", "DOWN");

  /** The words for what is logged of files unless told. */
  public static final List<String> USUAL_OF_FILES = List.of("PARSE", "ESTABLISHED", "EOR");

  /** The life of the run, and what its messages tell: in a session and in files. */
  private static final List<String> OF_RUN = ofRun();

  /** What only a session has, by the names of its recorded states. */
  private static final List<String> OF_SESSION =
      List.of("CONNECTED", "BYPASSING", "JUDGED", "DOWN");

  private static final List<String> OF_LIFE = List.of("PREPARE", "READY", "START", "STOP");

  private static final List<String> PREFIXES = List.of("bgpfix/pipe.", "pipe.");

  private final List<String> ofStages;
  private final Set<String> stages = new LinkedHashSet<>();
  private final Set<String> all = new LinkedHashSet<>();
  private final Set<String> killing = new LinkedHashSet<>();
  private final Set<String> awaited = new LinkedHashSet<>();

  private EventNames(List<WrittenStage> written, List<String> ofRun, boolean anyKills) {
    this.ofStages = ofStages(written);
    written.forEach(stage -> stages.add(stage.name()));
    List<String> ofLife = new ArrayList<>();
    stages.forEach(stage -> OF_LIFE.forEach(event -> ofLife.add(stage + "/" + event)));
    all.addAll(ofRun);
    all.addAll(ofStages);
    all.addAll(ofLife);
    killing.addAll(anyKills ? all : ofStages);
    awaited.addAll(OF_RUN);
    awaited.addAll(ofStages);
    awaited.addAll(ofLife);
  }

  /**
   * Those of a session.
   *
   * @param stages its stages; those between the ends, where several sessions share them
   * @param alone whether the process is there for this session alone, so that any of its events may
   *     end both
   */
  public static EventNames ofSession(List<WrittenStage> stages, boolean alone) {
    List<String> events = new ArrayList<>(OF_RUN);
    events.addAll(OF_SESSION);
    return new EventNames(stages, events, alone);
  }

  /** Those of a pipeline of files: any of them may end the run. */
  public static EventNames ofFiles(List<WrittenStage> stages) {
    return new EventNames(stages, OF_RUN, true);
  }

  private static List<String> ofRun() {
    List<String> events = new ArrayList<>(List.of("START", "STOP", EventStage.PARSE));
    events.addAll(SessionSigns.NAMES);
    return List.copyOf(events);
  }

  private static List<String> ofStages(List<WrittenStage> stages) {
    return stages.stream().flatMap(stage -> stage.events().stream()).distinct().toList();
  }

  /**
   * The events to log.
   *
   * @throws OperatorException if a word means none
   */
  public Set<String> logged(List<String> words) {
    return resolve("--events", words, all, all, "");
  }

  /**
   * The events that a stage waits for. A stage's name alone means its START.
   *
   * @throws OperatorException if a word means none
   */
  public Set<String> awaited(List<String> words) {
    return resolve("--wait", words, awaited, awaited, "/START");
  }

  /**
   * The events that a stage stops behind. A stage's name alone means its STOP.
   *
   * @throws OperatorException if a word means none
   */
  public Set<String> stopping(List<String> words) {
    return resolve("--stop", words, awaited, awaited, "/STOP");
  }

  /**
   * The events that end the session, or a run over files. "all" means those of stages.
   *
   * @param option the option that lists them, for the message
   * @throws OperatorException if a word means none
   */
  public Set<String> killing(String option, List<String> words) {
    return resolve(option, words, killing, new LinkedHashSet<>(ofStages), "");
  }

  private Set<String> resolve(
      String option, List<String> words, Set<String> known, Set<String> broad, String ofName) {
    Set<String> meant = new LinkedHashSet<>();
    for (String word : words) {
      if (word.equals("all") || word.equals("*")) {
        meant.addAll(broad);
        continue;
      }
      Set<String> events = meant(word, known, broad, ofName);
      if (events.isEmpty()) {
        throw new OperatorException(
            option
                + " "
                + word
                + ": no such event here"
                + (known.isEmpty()
                    ? "; no stage of this pipeline raises one"
                    : "; there are " + String.join(", ", known)));
      }
      meant.addAll(events);
    }
    return meant;
  }

  private Set<String> meant(String word, Set<String> known, Set<String> broad, String ofName) {
    String name = word;
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        name = name.substring(prefix.length());
      }
    }
    Set<String> events = new LinkedHashSet<>();
    if (known.contains(name)) {
      events.add(name);
    } else if (known.contains(name.toUpperCase(Locale.ROOT)) && !name.contains("/")) {
      events.add(name.toUpperCase(Locale.ROOT));
    } else if (stages.contains(name) && !ofName.isEmpty()) {
      events.add(name + ofName);
    } else {
      String own = name + "/";
      broad.stream().filter(event -> event.startsWith(own)).forEach(events::add);
      if (events.isEmpty() && known.contains(own + "STOP")) {
        events.add(own + "STOP");
      }
    }
    return events;
  }
}
