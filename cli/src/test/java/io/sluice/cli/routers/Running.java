package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** A command line at work, in a folder of its own. */
record Running(Child shell, Path at) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * Starts a line.
   *
   * @param folder of the lab; programs in it come before others
   * @param left where {@code $SLUICE_LEFT} points, host and port
   * @param right where {@code $SLUICE_RIGHT} does
   */
  static Running start(Lab lab, Path folder, String name, String left, String right, String line) {
    Path at = lab.folder(name);
    try {
      Files.writeString(at.resolve("line.sh"), line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = new ArrayList<>(List.of("env", "SLUICE_DATA=" + at.resolve("data")));
    command.add("PATH=" + folder + ":" + System.getenv("PATH"));
    command.add("SLUICE_LEFT=" + left);
    command.add("SLUICE_RIGHT=" + right);
    command.addAll(List.of("sh", "-c", "sh line.sh >out 2>err; echo exit $?"));
    return new Running(lab.start(name, command), at);
  }

  String text(String file) {
    try {
      return Files.readString(at.resolve(file));
    } catch (IOException e) {
      return "";
    }
  }

  /** Messages printed so far. */
  List<JsonNode> messages(String file) {
    String text = text(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Json::parse).toList();
  }

  /** What was announced in a direction, by the messages printed so far. */
  Set<String> announced(String file, String direction) {
    Set<String> prefixes = new HashSet<>();
    for (JsonNode message : messages(file)) {
      if (message.get(0).asText().equals(direction) && message.get(3).asText().equals("UPDATE")) {
        message.get(4).path("reach").forEach(prefix -> prefixes.add(prefix.asText()));
      }
    }
    return prefixes;
  }

  JsonNode open(String file, String direction) {
    return messages(file).stream()
        .filter(m -> m.get(0).asText().equals(direction) && m.get(3).asText().equals("OPEN"))
        .findFirst()
        .orElseThrow()
        .get(4);
  }

  void await(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(shell.alive()).as(text("err")).isTrue();
              assertion.run();
            });
  }

  int awaitExit() {
    Awaitility.await().atMost(PATIENCE).until(() -> !shell.alive());
    return Integer.parseInt(shell.output().strip().replaceAll("(?s).*exit ", ""));
  }

  @Override
  public void close() {
    shell.close();
  }
}
