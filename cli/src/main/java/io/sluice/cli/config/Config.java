package io.sluice.cli.config;

import io.sluice.cli.KafkaOptions;
import io.sluice.cli.OperatorException;
import io.sluice.cli.RegistryOptions;
import io.sluice.cli.pipeline.EventNames;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.cli.run.live.WrittenRun;
import io.sluice.cli.run.live.WrittenSession;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A YAML file with sessions, a pipeline and settings, read and checked. */
public final class Config {
  private final Findings findings = new Findings();
  private final FileReader file;
  private final List<WrittenStage> judges;
  private final List<WrittenSession> sessions;

  private Config(String text, Map<String, String> environment, Use use) {
    this.file = new FileReader(environment, use, findings);
    file.read(text);
    StageReader stages = new StageReader(environment, use, findings);
    this.judges = stages.judges(setting("pipeline"), StageReader.mode(setting("filters")));
    this.sessions = new SessionReader(stages, findings).read(file.sessions(), judges, is("stdout"));
    events("events", false);
    events("kill", true);
  }

  /**
   * Reads a file, whatever is wrong with it.
   *
   * @param environment where placeholders are looked up
   * @throws OperatorException if there is no such file
   */
  public static Config read(Path path, Map<String, String> environment, Use use) {
    try {
      return of(Files.readString(path), environment, use);
    } catch (NoSuchFileException e) {
      throw new OperatorException("there is no file " + path, e);
    } catch (MalformedInputException e) {
      throw new OperatorException(path + " is no text in UTF-8", e);
    } catch (IOException e) {
      throw new OperatorException("cannot read " + path + ": " + e, e);
    }
  }

  static Config of(String text, Map<String, String> environment, Use use) {
    return new Config(text, environment, use);
  }

  /**
   * Reads a file in which all has to be right.
   *
   * @throws OperatorException with all that is wrong
   */
  public static Config checked(Path path, Map<String, String> environment, Use use) {
    Config config = read(path, environment, use);
    List<Problem> errors = config.errors();
    if (!errors.isEmpty()) {
      throw new OperatorException(
          errors.stream().map(p -> path + ": " + p).collect(Collectors.joining("\n")));
    }
    return config;
  }

  /** All that is wrong or looks so, in the order of the file. */
  public List<Problem> problems() {
    return findings.all();
  }

  /** What is wrong. */
  public List<Problem> errors() {
    return problems().stream().filter(p -> !p.warning()).toList();
  }

  private Setting setting(String path) {
    return file.settings().get(path);
  }

  private boolean is(String path) {
    return setting(path) != null && setting(path).first().value().equals("true");
  }

  private void events(String path, boolean kill) {
    Setting setting = setting(path);
    if (setting == null || !errors().isEmpty()) {
      return;
    }
    EventNames known = run().events(false);
    for (Scalar scalar : setting.scalars()) {
      try {
        if (kill) {
          known.killing(path, List.of(scalar.value()));
        } else {
          known.logged(List.of(scalar.value()));
        }
      } catch (OperatorException e) {
        String fault = e.getMessage().replaceFirst("^\\S+ ", "");
        findings.error(scalar, path + ": " + fault);
      }
    }
  }

  /**
   * The file as options of a command line, which is what reads them. Those of other commands are
   * among them.
   */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    for (Setting setting : file.settings().values()) {
      String option = setting.key().option();
      if (option.isEmpty()) {
        continue;
      }
      if (setting.key().type() != ValueType.FLAG) {
        words.add(option + "=" + setting.joined());
      } else if (is(setting.path())) {
        words.add(option);
      }
    }
    return words;
  }

  /** Hands on what no option says: settings of clients, and how long topics keep records. */
  public void apply(KafkaOptions kafka, RegistryOptions registry) {
    kafka.configure(Setting.values(file.kafka()), Amounts.retention(file.settings()));
    registry.configure(Setting.values(file.registry()));
  }

  /** What bounds the proxy. */
  public io.sluice.proxy.Limits limits() {
    return Amounts.limits(file.settings());
  }

  /** What is to be run. */
  public WrittenRun run() {
    return new WrittenRun(judges, sessions, fixed(), false);
  }

  /** All that holds until a restart, by path. */
  private Map<String, String> fixed() {
    Map<String, String> fixed = new LinkedHashMap<>();
    file.settings()
        .forEach(
            (path, setting) -> {
              if (!setting.key().live()) {
                fixed.put(path, setting.joined());
              }
            });
    file.kafka().values().forEach(s -> fixed.put(s.path(), s.first().value()));
    file.registry().values().forEach(s -> fixed.put(s.path(), s.first().value()));
    return fixed;
  }

  /** How it stands, with defaults and without secrets: YAML that means the same. */
  public String show() {
    return new Shown(file).text();
  }

  /** How much there is, in words. */
  public String summary() {
    return count(file.sessions().size(), "session") + ", " + count(judges.size(), "stage");
  }

  private static String count(int n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
