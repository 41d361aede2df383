package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The kinds of stages that there are, and which one a word means. */
public final class StageKinds {
  private static final Map<String, Supplier<StageOptions>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("check", CheckOptions::new);
    KINDS.put("connect", ConnectOptions::new);
    KINDS.put("drop", DropOptions::new);
    KINDS.put("grep", GrepOptions::new);
    KINDS.put("limit", LimitOptions::new);
    KINDS.put("listen", ListenOptions::new);
    KINDS.put("stdout", StdoutOptions::new);
  }

  private StageKinds() {}

  /** Name and purpose of each. */
  public static List<String[]> list() {
    List<String[]> rows = new ArrayList<>();
    KINDS.forEach((name, kind) -> rows.add(new String[] {name, kind.get().description()}));
    return rows;
  }

  /**
   * The kind of stage that a word stands for.
   *
   * @return null when it is an address, which is a stage and its argument in one
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
    String names = "the stages are " + String.join(", ", KINDS.keySet());
    if (word.contains("://") || isFile(word)) {
      throw new OperatorException(
          "'" + word + "': reading messages from files and URLs is not there; " + names);
    }
    throw new OperatorException(
        "unknown stage '" + word + "': " + names + "; an address stands for connect or listen");
  }

  /** The stage that an address stands for: :PORT listens, others connect. Null for no address. */
  static StageOptions shorthand(String word) {
    if (word.matches(":\\d+")) {
      return new ListenOptions();
    }
    boolean local = word.equals("localhost") || word.matches("localhost:\\d+");
    boolean ip = HostPort.isIp(word) || word.matches("(\\d+\\.){3}\\d+:\\d+|\\[[^\\]]+\\](:\\d+)?");
    return local || ip ? new ConnectOptions() : null;
  }

  private static boolean isFile(String word) {
    try {
      return Files.exists(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
