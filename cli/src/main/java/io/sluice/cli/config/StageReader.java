package io.sluice.cli.config;

import io.sluice.bgp.filter.Filter;
import io.sluice.cli.HelpRequest;
import io.sluice.cli.OperatorException;
import io.sluice.cli.Placeholders;
import io.sluice.cli.UsageException;
import io.sluice.cli.pipeline.EndOptions;
import io.sluice.cli.pipeline.PipelineParser;
import io.sluice.cli.pipeline.Secret;
import io.sluice.cli.pipeline.SocketOptions;
import io.sluice.cli.pipeline.SourceOptions;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.cli.run.Judges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads stages: words as on the command line, by the same classes. */
final class StageReader {
  private final Map<String, String> environment;
  private final Use use;
  private final Findings findings;

  StageReader(Map<String, String> environment, Use use, Findings findings) {
    this.environment = environment;
    this.use = use;
    this.findings = findings;
  }

  /**
   * The stages between the ends.
   *
   * @param mode how filters are read
   * @return those that are right
   */
  List<WrittenStage> judges(Setting setting, Filter.Mode mode) {
    List<WrittenStage> stages = new ArrayList<>();
    for (Scalar scalar : setting == null ? List.<Scalar>of() : setting.scalars()) {
      WrittenStage stage = stage(setting.path(), scalar, stages.size() + 2);
      if (stage == null) {
        continue;
      }
      if (stage.options() instanceof EndOptions) {
        findings.error(
            scalar,
            setting.path()
                + ": "
                + stage.options().word()
                + " is an end: it stands as left or right of a session");
        continue;
      }
      if (stage.options() instanceof SourceOptions) {
        findings.error(
            scalar,
            setting.path()
                + ": "
                + stage.options().word()
                + " is for the command line: here, sessions share what stands between their ends");
        continue;
      }
      try {
        Judges.check(stage, mode);
        stages.add(stage);
      } catch (OperatorException e) {
        findings.error(scalar, setting.path() + ": " + e.getMessage());
      }
    }
    return stages;
  }

  /** An end of a session; {@code null} when it is none, which is then among the findings. */
  WrittenStage end(Setting setting, int number) {
    Scalar scalar = setting.first();
    WrittenStage stage = stage(setting.path(), scalar, number);
    if (stage == null) {
      return null;
    }
    if (!(stage.options() instanceof EndOptions end)) {
      findings.error(
          scalar,
          setting.path()
              + ": "
              + stage.options().word()
              + " is no end of a session; listen :PORT or connect ADDRESS are such");
      return null;
    }
    if (!(end instanceof SocketOptions socket)) {
      findings.error(
          scalar,
          setting.path()
              + ": "
              + end.word()
              + " is an end on the command line only, as in"
              + "  sluice -- speaker --active --asn 65055 -- read FILE -- listen :1790");
      return null;
    }
    if (!end.outputFilters().isEmpty()) {
      findings.error(
          scalar,
          setting.path()
              + ": --of is for the command line; here, put  grep FILTER  into the pipeline, which"
              + " all sessions share");
      return null;
    }
    if (use.reads(Keys.SESSIONS)) {
      try {
        socket.password(environment);
        socket.web(environment);
      } catch (OperatorException e) {
        doubt(scalar, setting.path() + ": " + e.getMessage());
      }
    }
    return stage;
  }

  private WrittenStage stage(String path, Scalar scalar, int number) {
    try {
      List<WrittenStage> stages =
          PipelineParser.parse(
              filled(path, scalar, ShellWords.of(scalar.written())), number, environment);
      if (stages.size() == 1) {
        return stages.get(0);
      }
      findings.error(
          scalar,
          path
              + ": "
              + (stages.isEmpty() ? "no stage" : stages.size() + " stages")
              + " in '"
              + shown(scalar)
              + "'; one is wanted, and each word it does not take ends it");
    } catch (HelpRequest e) {
      findings.error(scalar, path + ": -h is for the command line");
    } catch (OperatorException | UsageException | IllegalArgumentException e) {
      findings.error(scalar, path + ": " + e.getMessage());
    }
    return null;
  }

  /** The words with their placeholders filled; passwords stay as written, and are read later. */
  private List<String> filled(String path, Scalar scalar, List<String> words) {
    List<String> filled = new ArrayList<>();
    String before = "";
    for (String word : words) {
      boolean later = Secret.isIn(before, word) || !use.reads(path);
      filled.add(later ? word : filled(path, scalar, word));
      before = word;
    }
    return filled;
  }

  private String filled(String path, Scalar scalar, String word) {
    try {
      return Placeholders.resolve(word, environment);
    } catch (OperatorException e) {
      doubt(scalar, path + ": " + e.getMessage());
      return word;
    }
  }

  private void doubt(Scalar scalar, String message) {
    if (use == Use.CHECK) {
      findings.warning(scalar, message);
    } else {
      findings.error(scalar, message);
    }
  }

  /** A stage as written, without passwords. */
  static String shown(Scalar scalar) {
    try {
      return WrittenStage.text(Secret.hidden(ShellWords.of(scalar.written())));
    } catch (IllegalArgumentException e) {
      return "...";
    }
  }

  /** How filters are read. */
  static Filter.Mode mode(Setting setting) {
    return setting == null || setting.first().value().equals("standard")
        ? Filter.Mode.STANDARD
        : Filter.Mode.BGPIPE;
  }
}
