package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Message;
import io.sluice.cli.Outcome;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.Archives;
import io.sluice.mrt.ReadOptions;
import io.sluice.schemas.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real archive into a topic, and out of it session by session: the same messages. */
class ArchiveThroughTopicsIT {
  private static final String ARCHIVE =
      "CAIDA+libbgpstream/_history/07c5f3e3/test-dumps/ris.rrc06.updates.1401488100.gz";

  @TempDir Path folder;

  @Test
  void what_is_loaded_and_written_again_is_the_archive() throws Exception {
    Path archive = SharedData.file(ARCHIVE);
    Map<String, List<String>> before = bySession(archive);
    assertThat(before).hasSizeGreaterThan(2);
    try (TestBroker broker = new TestBroker(folder.resolve("broker")).start()) {
      Outcome loaded =
          Outcome.of(
              "load", "--kafka", broker.bootstrap(), "--collector", "rrc06", archive.toString());
      assertThat(loaded.status()).as(loaded.err()).isZero();
      for (Map.Entry<String, List<String>> session : before.entrySet()) {
        Path copy = folder.resolve("copy.mrt");
        Outcome written =
            Outcome.of(
                "-l",
                "disabled",
                "--kafka",
                broker.bootstrap(),
                "read",
                "--session",
                session.getKey(),
                "kafka:bgp.to-right",
                "--",
                "write",
                copy.toString());
        assertThat(written.status()).as(written.err()).isZero();
        assertThat(bySession(copy)).isEqualTo(Map.of(session.getKey(), session.getValue()));
      }
    }
  }

  /** Times, peers, how to decode them, and octets of the messages of each peer. */
  private static Map<String, List<String>> bySession(Path archive) throws IOException {
    Map<String, List<String>> sessions = new TreeMap<>();
    try (ArchiveReader reader = Archives.open(archive, ReadOptions.DEFAULT)) {
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        if (kind == ArchiveReader.Kind.MESSAGE) {
          Message m = reader.message();
          sessions
              .computeIfAbsent(reader.peer().address() + "~rrc06", id -> new ArrayList<>())
              .add(
                  m.timeMicros()
                      + " "
                      + m.tags()
                      + m.context()
                      + HexFormat.of().formatHex(m.toByteArray()));
        }
      }
    }
    return sessions;
  }
}
