package io.sluice.proxy.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.sluice.schemas.Topic;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path dir;

  private static void append(Spool spool, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      spool.append(entry(i, null));
    }
    spool.flush();
  }

  private static SpoolEntry entry(int i, SpanContext trace) {
    byte[] key = {(byte) i};
    return new SpoolEntry(Topic.TO_RIGHT, i % 3, 1000 + i, key, new byte[] {1, 2, 3}, trace);
  }

  private static List<SpoolEntry> read(Path segment, String[] damage) throws IOException {
    List<SpoolEntry> entries = new ArrayList<>();
    try (SpoolReader reader = new SpoolReader(segment)) {
      for (SpoolEntry e = reader.next(); e != null; e = reader.next()) {
        entries.add(e);
      }
      damage[0] = reader.damage();
    }
    return entries;
  }

  @Test
  void whatWasWrittenIsReadInOrderAlsoByTheNextProcess() throws Exception {
    String[] damage = new String[1];
    try (Spool spool = new Spool(dir, 1 << 20)) {
      append(spool, 0, 100);
      assertThat(spool.isEmpty()).isFalse();
      assertThat(spool.sealed()).as("still written to").isEmpty();
    }
    try (Spool spool = new Spool(dir, 1 << 20)) {
      append(spool, 100, 110);
      spool.seal();
      assertThat(spool.sealed()).hasSize(2);
      List<SpoolEntry> entries = read(spool.sealed().get(0), damage);
      assertThat(damage[0]).isNull();
      assertThat(entries).hasSize(100);
      assertThat(entries.get(7).partition()).isEqualTo(1);
      assertThat(entries.get(7).timeMillis()).isEqualTo(1007);
      assertThat(entries.get(7).key()).containsExactly(7);
      assertThat(entries.get(7).value()).containsExactly(1, 2, 3);
      spool.delete(spool.sealed().get(0));
      spool.delete(spool.sealed().get(0));
      assertThat(spool.isEmpty()).isTrue();
      assertThat(spool.bytes()).isZero();
    }
  }

  @Test
  void aRecordKeepsItsTrace() throws Exception {
    SpanContext span =
        SpanContext.create(
            "4bf92f3577b34da6a3ce929d0e0e4736",
            "00f067aa0ba902b7",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    String[] damage = new String[1];
    try (Spool spool = new Spool(dir, 1 << 20)) {
      spool.append(entry(1, null));
      spool.append(entry(2, span));
      spool.append(entry(3, null));
      spool.flush();
      spool.seal();
      List<SpoolEntry> entries = read(spool.sealed().get(0), damage);
      assertThat(damage[0]).isNull();
      assertThat(entries).extracting(SpoolEntry::trace).containsExactly(null, span, null);
      assertThat(entries).allSatisfy(e -> assertThat(e.value()).containsExactly(1, 2, 3));
      assertThat(entries.get(1).key()).containsExactly(2);
    }
  }

  @Test
  void recordsAreCountedNotesAreNot() throws Exception {
    Path segment;
    try (Spool spool = new Spool(dir, 1 << 20)) {
      append(spool, 0, 5);
      spool.append(
          new SpoolEntry(Topic.TO_RIGHT, SpoolEntry.NOTE, 0, new byte[1], new byte[24], null));
      spool.flush();
      assertThat(spool.records()).isEqualTo(5);
      spool.seal();
      append(spool, 5, 7);
      assertThat(spool.records()).isEqualTo(7);
      segment = spool.sealed().get(0);
      spool.counted(segment, 99);
      assertThat(spool.records()).as("it knows better").isEqualTo(7);
    }
    try (Spool spool = new Spool(dir, 1 << 20)) {
      assertThat(spool.records()).as("nobody has read them yet").isZero();
      spool.counted(segment, 5);
      assertThat(spool.records()).isEqualTo(5);
      spool.delete(segment);
      assertThat(spool.records()).isZero();
    }
  }

  @Test
  void aTornTailIsSeenAndWhatStandsBeforeItIsRead() throws Exception {
    try (Spool spool = new Spool(dir, 1 << 20)) {
      append(spool, 0, 10);
    }
    Path segment;
    try (Spool spool = new Spool(dir, 1 << 20)) {
      segment = spool.sealed().get(0);
    }
    long whole = Files.size(segment);
    for (long cut = 1; cut < whole / 10; cut++) {
      try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
        file.setLength(whole - cut);
      }
      String[] damage = new String[1];
      assertThat(read(segment, damage)).hasSize(9);
      assertThat(damage[0]).contains("cut short");
    }
  }

  @Test
  void everyChangedOctetIsSeen() throws Exception {
    try (Spool spool = new Spool(dir, 1 << 20)) {
      append(spool, 0, 2);
      spool.seal();
      Path segment = spool.sealed().get(0);
      byte[] right = Files.readAllBytes(segment);
      for (int at = 0; at < right.length; at++) {
        byte[] wrong = right.clone();
        wrong[at] ^= 0x20;
        Files.write(segment, wrong);
        String[] damage = new String[1];
        assertThat(read(segment, damage)).hasSizeLessThan(2);
        assertThat(damage[0]).isNotNull();
      }
      spool.putAside(segment);
      assertThat(spool.isEmpty()).isTrue();
    }
    try (Spool spool = new Spool(dir, 1 << 20)) {
      assertThat(spool.isEmpty()).as("what was put aside is not read again").isTrue();
    }
  }

  @Test
  void itKnowsItsBound() throws Exception {
    try (Spool spool = new Spool(dir, 1000)) {
      append(spool, 0, 20);
      assertThat(spool.fits(1000 - spool.bytes())).isTrue();
      assertThat(spool.fits(1001 - spool.bytes())).isFalse();
    }
  }

  @Test
  void aFolderBelongsToOneProxy() {
    try (Spool spool = new Spool(dir, 1000)) {
      assertThat(spool.isEmpty()).isTrue();
      assertThatThrownBy(() -> new Spool(dir, 1000).close())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("another proxy uses it");
    }
  }
}
