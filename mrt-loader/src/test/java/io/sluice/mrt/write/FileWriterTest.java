package io.sluice.mrt.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.Records;
import io.sluice.mrt.SampleArchive;
import io.sluice.mrt.WriteOptions;
import io.sluice.mrt.WriteOptions.Existing;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWriterTest {
  private static final WriteOptions MRT = WriteOptions.of(ArchiveFormat.MRT);

  @TempDir private Path folder;

  private static Message keepalive(long seconds) {
    byte[] octets = Header.keepalive();
    return new Message()
        .wrap(octets, 0, octets.length)
        .describe(
            "", 0, Direction.R, 0, seconds * 1_000_000, DecodeContext.AS4, Map.of("PEER_AS", "7"));
  }

  private String[] names() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toArray(String[]::new);
    }
  }

  @Test
  void aFileHasItsNameOnlyOnceItIsComplete() throws IOException {
    Path path = folder.resolve("new/out.mrt.gz");
    try (FileWriter writer = Writers.file(path.toString(), MRT)) {
      writer.message(keepalive(1));
      writer.flush();
      assertThat(names()).containsExactly("new/out.mrt.gz.tmp");
    }
    assertThat(names()).containsExactly("new/out.mrt.gz");
    assertThat(Records.of(path, ReadOptions.DEFAULT)).hasSize(1);
  }

  @Test
  void aLinkStaysAndWhatItStandsForIsWritten() throws IOException {
    Path link = folder.resolve("latest.mrt");
    Files.createSymbolicLink(link, Path.of("new/real.mrt"));
    for (int i = 0; i < 2; i++) {
      try (FileWriter writer = Writers.file(link.toString(), MRT)) {
        writer.message(keepalive(1));
      }
      assertThat(link).isSymbolicLink();
      assertThat(Records.of(folder.resolve("new/real.mrt"), ReadOptions.DEFAULT)).hasSize(1);
    }
    Files.createSymbolicLink(folder.resolve("a.mrt"), Path.of("a.mrt"));
    assertThatThrownBy(() -> write("a.mrt")).isInstanceOf(IOException.class);
  }

  /** A full disk leaves that. */
  @Test
  void nothingIsAppendedBehindARecordThatIsTorn() throws IOException {
    for (ArchiveFormat format :
        new ArchiveFormat[] {ArchiveFormat.MRT, ArchiveFormat.BMP, ArchiveFormat.RAW}) {
      Path path = folder.resolve("out." + format);
      byte[] whole = SampleArchive.of(format, 5, 3);
      byte[] next = SampleArchive.of(format, 6, 3);
      // BMP ends with a Termination.
      int end = whole.length - (format == ArchiveFormat.BMP ? 12 : 0);
      for (int more : new int[] {1, 3, 20}) {
        byte[] torn = Arrays.copyOf(next, end + more);
        Files.write(path, torn);
        assertThatThrownBy(() -> append(path, format))
            .hasMessageStartingWith(path + ": nothing can be appended: ")
            .hasMessageContaining("at offset " + end)
            .hasMessageEndingWith("truncate -s " + end + " " + path);
        assertThat(path).hasBinaryContent(torn);
      }
      Files.write(path, whole);
      append(path, format);
      assertThat(Files.size(path)).isGreaterThan(whole.length);
    }
  }

  @Test
  void noRecordBehindATornOneIsToBeCutOff() throws IOException {
    Path path = folder.resolve("out.mrt");
    byte[] whole = SampleArchive.of(ArchiveFormat.MRT, 5, 3);
    byte[] broken = Arrays.copyOf(whole, 2 * whole.length - 7);
    System.arraycopy(whole, 0, broken, whole.length - 7, whole.length);
    Files.write(path, broken);
    assertThatThrownBy(() -> append(path, ArchiveFormat.MRT))
        .hasMessageContaining("sluice read " + path + " -- write NEW");
  }

  private static void append(Path path, ArchiveFormat format) throws IOException {
    WriteOptions options = WriteOptions.of(format).withExisting(Existing.APPEND);
    try (FileWriter writer = Writers.file(path.toString(), options)) {
      writer.message(keepalive(1));
    }
  }

  private void write(String name) throws IOException {
    try (FileWriter writer = Writers.file(folder.resolve(name).toString(), MRT)) {
      writer.message(keepalive(1));
    }
  }

  @Test
  void aPipeIsWrittenIntoAndStays() throws Exception {
    Path pipe = folder.resolve("pipe.mrt");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path copy = folder.resolve("copy.mrt");
    Process reader =
        new ProcessBuilder("cat", pipe.toString()).redirectOutput(copy.toFile()).start();
    write("pipe.mrt");
    assertThat(reader.waitFor()).isZero();
    assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
    assertThat(Records.of(copy, ReadOptions.DEFAULT)).hasSize(1);
  }

  @Test
  void aFolderIsRefusedBeforeAnythingIsWritten() throws IOException {
    Files.createDirectory(folder.resolve("out.mrt"));
    assertThatThrownBy(() -> write("out.mrt")).hasMessageEndingWith("it is a folder");
    assertThat(names()).isEmpty();
  }

  @Test
  void nothingWrittenLeavesNoFile() throws IOException {
    Writers.file(folder.resolve("out.mrt").toString(), MRT).close();
    assertThat(names()).isEmpty();
  }

  @Test
  void eachIntervalHasItsFileAndLateMessagesStandInTheNextOne() throws IOException {
    WriteOptions options = MRT.withEvery(Duration.ofMinutes(1), WriteOptions.DEFAULT_TIME_FORMAT);
    try (FileWriter writer = Writers.file(folder.resolve("u.$TIME.mrt").toString(), options)) {
      writer.message(keepalive(59));
      writer.message(keepalive(60));
      writer.message(keepalive(58));
      writer.message(keepalive(200));
      writer.tick(500_000_000);
      assertThat(names())
          .containsExactly("u.19700101.0000.mrt", "u.19700101.0001.mrt", "u.19700101.0003.mrt");
    }
    Path second = folder.resolve("u.19700101.0001.mrt");
    assertThat(Records.of(second, ReadOptions.DEFAULT)).hasSize(2);
  }

  @Test
  void aFileThatIsThereIsReplacedKeptOrGrows() throws IOException {
    Path path = folder.resolve("out.mrt.bz2");
    for (Existing existing : new Existing[] {Existing.FAIL, Existing.APPEND, Existing.APPEND}) {
      try (FileWriter writer = Writers.file(path.toString(), MRT.withExisting(existing))) {
        writer.message(keepalive(1));
      }
    }
    assertThat(Records.of(path, ReadOptions.DEFAULT)).hasSize(3);
    try (FileWriter writer = Writers.file(path.toString(), MRT.withExisting(Existing.FAIL))) {
      assertThatThrownBy(() -> writer.message(keepalive(1)))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    try (FileWriter writer = Writers.file(path.toString(), MRT)) {
      writer.message(keepalive(1));
    }
    assertThat(Records.of(path, ReadOptions.DEFAULT)).hasSize(1);
  }

  @Test
  void intervalsWhoseNamesAreTheSameShareAFile() throws IOException {
    WriteOptions options = MRT.withEvery(Duration.ofMinutes(1), "20060102");
    try (FileWriter writer = Writers.file(folder.resolve("u.$TIME.mrt").toString(), options)) {
      writer.message(keepalive(59));
      writer.message(keepalive(60));
      writer.tick(200_000_000);
      writer.message(keepalive(400));
      writer.message(keepalive(86_400));
    }
    assertThat(names()).containsExactly("u.19700101.mrt", "u.19700102.mrt");
    assertThat(Records.of(folder.resolve("u.19700101.mrt"), ReadOptions.DEFAULT)).hasSize(3);
  }

  @Test
  void oneFileIsWrittenByOneAtATime() throws IOException {
    Path path = folder.resolve("out.mrt");
    for (Existing existing : new Existing[] {Existing.REPLACE, Existing.APPEND}) {
      WriteOptions options = MRT.withExisting(existing);
      try (FileWriter first = Writers.file(path.toString(), options);
          FileWriter second = Writers.file(path.toString(), options)) {
        first.message(keepalive(1));
        assertThatThrownBy(() -> second.message(keepalive(2)))
            .hasMessageEndingWith("another is writing it just now");
        first.message(keepalive(3));
      }
    }
    assertThat(Records.of(path, ReadOptions.DEFAULT)).hasSize(4);
  }

  private void append(String name, ArchiveFormat format) throws IOException {
    WriteOptions options = WriteOptions.of(format).withExisting(Existing.APPEND);
    try (FileWriter writer = Writers.file(folder.resolve(name).toString(), options)) {
      writer.message(keepalive(1));
    }
  }

  @Test
  void nothingIsAppendedWhereNobodyWouldReadIt() throws IOException {
    append("whole.mrt.gz", ArchiveFormat.MRT);
    byte[] whole = Files.readAllBytes(folder.resolve("whole.mrt.gz"));
    Files.write(folder.resolve("cut.mrt.gz"), Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> append("cut.mrt.gz", ArchiveFormat.MRT))
        .hasMessageContaining("nothing behind its damage would be read");
    Files.write(folder.resolve("named.mrt"), whole);
    assertThatThrownBy(() -> append("named.mrt", ArchiveFormat.MRT))
        .hasMessageContaining("it is compressed with gzip, this would be not compressed");
    assertThatThrownBy(() -> append("whole.mrt.gz", ArchiveFormat.JSON))
        .hasMessageContaining("it holds MRT, this would be JSON");
    assertThat(folder.resolve("whole.mrt.gz")).hasBinaryContent(whole);
  }

  @Test
  void aLineThatWasCutEndsBeforeWhatIsAppended() throws IOException {
    append("out.json", ArchiveFormat.JSON);
    String line = Files.readString(folder.resolve("out.json"));
    Files.writeString(folder.resolve("out.json"), line.substring(0, 20));
    append("out.json", ArchiveFormat.JSON);
    append("out.json", ArchiveFormat.JSON);
    assertThat(Files.readAllLines(folder.resolve("out.json"))).hasSize(3);
  }

  @Test
  void filesByTimeNeedATimeInTheirName() {
    WriteOptions options = MRT.withEvery(Duration.ofMinutes(1), WriteOptions.DEFAULT_TIME_FORMAT);
    assertThatThrownBy(() -> Writers.file("out.mrt", options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$TIME");
  }
}
