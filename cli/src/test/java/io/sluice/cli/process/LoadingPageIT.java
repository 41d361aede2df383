package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Header;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of the page on loading, as it stands there, in a folder with such files. */
class LoadingPageIT {
  private static final int BGP4MP = 16;
  private static final int MESSAGE_AS4 = 4;
  private static final int SECONDS = 1_700_000_000;

  @TempDir Path dir;

  @Test
  void every_command_of_the_page_loads_what_it_says_and_loads_it_once() throws Exception {
    keepalives(dir.resolve("updates.20240101.0000.gz"), SECONDS, 3);
    keepalives(dir.resolve("updates.20240101.0005.gz"), SECONDS + 300, 2);
    List<List<String>> commands =
        DocumentedCommands.of(DocumentedCommands.root().resolve("docs/loading.md"));
    assertThat(commands).hasSizeGreaterThan(4);
    List<String> loaded = new ArrayList<>();
    try (SluiceCommand broker = SluiceCommand.start(dir, "broker", "broker")) {
      String kafka = broker.awaitLog(Pattern.compile("broker at (\\S+),")).group(1);
      int number = 0;
      for (List<String> command : commands) {
        loaded.add(run(command.subList(1, command.size()), kafka, "load" + number++));
      }
      // Again: with a job that is done there is nothing left to do.
      assertThat(run(commands.get(0).subList(1, commands.get(0).size()), kafka, "again"))
          .contains(": 0 messages")
          .contains("3 records were dealt with before");
      broker.terminate();
      broker.awaitExit(0);
    }
    assertThat(loaded.get(0)).contains(": 3 messages");
    assertThat(loaded.get(1)).contains(": 5 messages");
    // The same job on the same cluster.
    assertThat(loaded.get(2)).contains(": 0 messages");
    assertThat(loaded.get(3)).as("no UPDATE among them").contains(": 0 messages");
    assertThat(loaded.get(4)).contains(": 3 messages");
    assertThat(loaded.get(5)).contains(": 3 messages");
  }

  private String run(List<String> shown, String kafka, String name) throws Exception {
    List<String> words = new ArrayList<>();
    for (String word : shown) {
      words.add(word.endsWith(".gz") ? dir.resolve(word).toString() : word);
    }
    words.remove("--kafka");
    words.remove("kafka.example:9092");
    // One broker for all: each run would start one of its own otherwise.
    words.addAll(1, List.of("--kafka", kafka));
    if (shown.contains("--speed") || shown.contains("--from")) {
      words.addAll(1, List.of("--job", name));
    }
    try (SluiceCommand load = SluiceCommand.start(dir, name, words.toArray(new String[0]))) {
      load.awaitExit(0);
      return load.out();
    }
  }

  @Test
  void a_file_that_is_not_there_is_named() throws Exception {
    try (SluiceCommand load = SluiceCommand.start(dir, "none", "load", "nothing.gz")) {
      load.awaitExit(1);
      assertThat(load.err()).contains("there is no file nothing.gz");
    }
  }

  static void keepalives(Path file, int seconds, int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int i = 0; i < count; i++) {
      byte[] message = Header.keepalive();
      out.writeInt(seconds + i);
      out.writeShort(BGP4MP);
      out.writeShort(MESSAGE_AS4);
      out.writeInt(20 + message.length);
      out.writeInt(64501);
      out.writeInt(64496);
      out.writeShort(0);
      out.writeShort(1);
      out.write(new byte[] {(byte) 192, 0, 2, 1, (byte) 192, 0, 2, (byte) 250});
      out.write(message);
    }
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(file))) {
      bytes.writeTo(zipped);
    }
  }
}
