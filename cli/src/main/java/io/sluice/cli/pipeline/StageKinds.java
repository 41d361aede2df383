package io.sluice.cli.pipeline;

import io.sluice.bgp.wire.Nearest;
import io.sluice.cli.OperatorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The kinds of stages that there are, and which one a word means. */
public final class StageKinds {
  private static final Map<String, Supplier<StageOptions>> KINDS = new LinkedHashMap<>();

  /** Stages of bgpipe, for whose names others would be guessed. */
  private static final Set<String> NOT_HERE = Set.of("aspa", "bmp", "combine", "mrai", "rov");

  static {
    KINDS.put("check", CheckOptions::new);
    KINDS.put("connect", ConnectOptions::new);
    KINDS.put("drop", DropOptions::new);
    KINDS.put("exec", ExecOptions::new);
    KINDS.put("grep", GrepOptions::new);
    KINDS.put("head", HeadOptions::new);
    KINDS.put("limit", LimitOptions::new);
    KINDS.put("listen", ListenOptions::new);
    KINDS.put("metrics", MetricsOptions::new);
    KINDS.put("pipe", PipeOptions::new);
    KINDS.put("read", ReadOptions::new);
    KINDS.put("ris-live", RisLiveStageOptions::new);
    KINDS.put("rv-live", RouteViewsStageOptions::new);
    KINDS.put("speaker", SpeakerOptions::new);
    KINDS.put("stdin", StdinOptions::new);
    KINDS.put("stdout", StdoutOptions::new);
    KINDS.put("tag", TagOptions::new);
    KINDS.put("update", UpdateOptions::new);
    KINDS.put("websocket", WebsocketOptions::new);
    KINDS.put("write", WriteOptions::new);
  }

  private StageKinds() {}

  /** Name and purpose of each. */
  public static List<String[]> list() {
    List<String[]> rows = new ArrayList<>();
    KINDS.forEach((name, kind) -> rows.add(new String[] {name, kind.get().description()}));
    return rows;
  }

  /** Whether a word is the name of a kind of stage. */
  static boolean isStage(String word) {
    return KINDS.containsKey(word);
  }

  /**
   * The kind of stage that a word stands for.
   *
   * @return null when it is an address or a file, which is a stage and its argument in one
   * @throws OperatorException if the word means nothing
   */
  static StageOptions named(String word) {
    Supplier<StageOptions> kind = KINDS.get(word);
    if (kind != null) {
      return kind.get();
    }
    if (shorthand(word) != null) {
      return null;
    }
    if (word.isEmpty()) {
      throw new OperatorException("an empty word stands where a stage is expected");
    }
    if (word.startsWith("-")) {
      throw new OperatorException(
          "unknown stage '"
              + word
              + "': options of a stage stand before its argument, those of the whole before the"
              + " first stage");
    }
    if (NOT_HERE.contains(word)) {
      throw new OperatorException(
          "the stage '"
              + word
              + "' of bgpipe is not here: docs/from-bgpipe.md says what there is instead");
    }
    String nearest = Nearest.of(word, KINDS.keySet());
    String names =
        (Nearest.distance(word, nearest) < 3 ? "did you mean " + nearest + "? Else: " : "")
            + "the stages are "
            + String.join(", ", KINDS.keySet());
    throw new OperatorException(
        "unknown stage '"
            + word
            + "': "
            + names
            + "; an address stands for connect or listen, a file that is there or a URL for read");
  }

  /**
   * The stage that an address or file stands for: :PORT listens, other addresses connect, a file
   * that is there and a URL are read. Null for neither.
   */
  static StageOptions shorthand(String word) {
    if (word.matches(":\\d+")) {
      return new ListenOptions();
    }
    boolean local = word.equals("localhost") || word.matches("localhost:\\d+");
    boolean ip = HostPort.isIp(word) || word.matches("(\\d+\\.){3}\\d+:\\d+|\\[[^\\]]+\\](:\\d+)?");
    if (local || ip) {
      return new ConnectOptions();
    }
    return word.contains("://") || isFile(word) ? new ReadOptions() : null;
  }

  private static boolean isFile(String word) {
    try {
      return !word.isEmpty() && Files.exists(Path.of(word)) && !Files.isDirectory(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
