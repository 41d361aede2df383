package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
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

  /** What happens to a session, in the order of its life; the names of its recorded states. */
  private static final List<String> OF_SESSION =
      List.of("CONNECTED", "ESTABLISHED", "BYPASSING", "JUDGED", "DOWN");

  /** What can happen while files are read. */
  private static final List<String> OF_FILES =
      List.of("START", "STOP", "PARSE", "OPEN", "ESTABLISHED", "EOR");

  private static final List<String> PREFIXES = List.of("bgpfix/pipe.", "pipe.");

  private final List<String> ofRun;
  private final boolean runKills;
  private final List<String> ofStages;

  /**
   * Those of a session.
   *
   * @param ofStages names of the events that the stages raise
   */
  public EventNames(List<String> ofStages) {
    this(OF_SESSION, false, ofStages);
  }

  private EventNames(List<String> ofRun, boolean runKills, List<String> ofStages) {
    this.ofRun = ofRun;
    this.runKills = runKills;
    this.ofStages = List.copyOf(ofStages);
  }

  /** Those of a pipeline of files: any of them may end the run. */
  public static EventNames ofFiles(List<String> ofStages) {
    return new EventNames(OF_FILES, true, ofStages);
  }

  /**
   * The events to log.
   *
   * @throws OperatorException if a word means none
   */
  public Set<String> logged(List<String> words) {
    return resolve("--events", words, all());
  }

  /**
   * The events that a stage waits for, or stops behind.
   *
   * @throws OperatorException if a word means none
   */
  public Set<String> awaited(String option, List<String> words) {
    return resolve(option, words, all());
  }

  private Set<String> all() {
    Set<String> all = new LinkedHashSet<>(ofRun);
    all.addAll(ofStages);
    return all;
  }

  /**
   * The events that close the session, which are those of stages, or that end a run over files.
   *
   * @param option the option that lists them, for the message
   * @throws OperatorException if a word means none
   */
  public Set<String> killing(String option, List<String> words) {
    return resolve(option, words, runKills ? all() : new LinkedHashSet<>(ofStages));
  }

  private static Set<String> resolve(String option, List<String> words, Set<String> known) {
    Set<String> meant = new LinkedHashSet<>();
    for (String word : words) {
      if (word.equals("all") || word.equals("*")) {
        meant.addAll(known);
        continue;
      }
      String name = word;
      for (String prefix : PREFIXES) {
        if (name.startsWith(prefix)) {
          name = name.substring(prefix.length());
        }
      }
      if (!name.contains("/") && known.contains(name.toUpperCase(Locale.ROOT))) {
        name = name.toUpperCase(Locale.ROOT);
      }
      int before = meant.size();
      for (String event : known) {
        if (event.equals(name) || event.startsWith(name + "/")) {
          meant.add(event);
        }
      }
      if (meant.size() == before && !meant.contains(name)) {
        throw new OperatorException(
            option
                + " "
                + word
                + ": no such event here"
                + (known.isEmpty()
                    ? "; no stage of this pipeline raises one"
                    : "; there are " + String.join(", ", known)));
      }
    }
    return meant;
  }
}
