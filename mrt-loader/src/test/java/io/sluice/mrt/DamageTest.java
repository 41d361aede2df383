package io.sluice.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.Header;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.block.Compressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Damage costs the damaged record, is told, and ends nothing. */
class DamageTest {
  private static final int RECORDS = 60;

  private static ReadOptions as(ArchiveFormat format) {
    return ReadOptions.DEFAULT.withFormat(format);
  }

  @Property(tries = 400)
  void changedOctetsCostFewRecordsOfMrt(
      @ForAll @IntRange(max = 1 << 20) int where, @ForAll @IntRange(min = 1, max = 255) int bits)
      throws IOException {
    costsFew(ArchiveFormat.MRT, where, bits);
  }

  @Property(tries = 200)
  void changedOctetsCostFewRecordsOfBmp(
      @ForAll @IntRange(max = 1 << 20) int where, @ForAll @IntRange(min = 1, max = 255) int bits)
      throws IOException {
    costsFew(ArchiveFormat.BMP, where, bits);
  }

  @Property(tries = 200)
  void changedOctetsCostFewMessagesOfARawStream(
      @ForAll @IntRange(max = 1 << 20) int where, @ForAll @IntRange(min = 1, max = 255) int bits)
      throws IOException {
    costsFew(ArchiveFormat.RAW, where, bits);
  }

  /** Whatever a message claims to hold, also up to the very end of a later one. */
  @Test
  void aLengthThatReachesToTheEndOfALaterMessageCostsOneMessage() throws IOException {
    byte[] archive = SampleArchive.of(ArchiveFormat.RAW, RECORDS, 5);
    List<String> before = octets(archive, ArchiveFormat.RAW);
    int ends = Header.length(archive, 0);
    for (int later = 2; later <= RECORDS; later++) {
      ends += Header.length(archive, ends);
      byte[] damaged = archive.clone();
      damaged[Header.LENGTH_OFFSET] = (byte) (ends >>> 8);
      damaged[Header.LENGTH_OFFSET + 1] = (byte) ends;
      assertThat(octets(damaged, ArchiveFormat.RAW))
          .containsSubsequence(before.subList(1, RECORDS));
    }
  }

  @Test
  void aLengthThatReachesNearlyToTheEndCostsOneMessageAndATornEndNone() throws IOException {
    byte[] archive = SampleArchive.of(ArchiveFormat.RAW, RECORDS, 5);
    List<String> before = octets(archive, ArchiveFormat.RAW);
    int length = archive.length - 5;
    byte[] damaged = archive.clone();
    damaged[Header.LENGTH_OFFSET] = (byte) (length >>> 8);
    damaged[Header.LENGTH_OFFSET + 1] = (byte) length;
    assertThat(octets(damaged, ArchiveFormat.RAW)).containsSubsequence(before.subList(1, RECORDS));
    byte[] torn = Arrays.copyOf(archive, archive.length + 5);
    Arrays.fill(torn, archive.length, torn.length, (byte) -1);
    assertThat(octets(torn, ArchiveFormat.RAW)).hasSize(RECORDS + 1).containsAll(before);
  }

  private static void costsFew(ArchiveFormat format, int where, int bits) throws IOException {
    byte[] archive = SampleArchive.of(format, RECORDS, 5);
    List<String> before = octets(archive, format);
    archive[where % archive.length] ^= (byte) bits;
    Set<String> after = new HashSet<>(octets(archive, format));
    long kept = before.stream().filter(after::contains).count();
    assertThat(kept).isGreaterThanOrEqualTo(before.size() - 4);
  }

  /** Times and octets: who sent them and how they are decoded may stand in another record. */
  private static List<String> octets(byte[] archive, ArchiveFormat format) throws IOException {
    return Records.of(archive, as(format)).stream()
        .map(line -> line.replaceFirst(" .* ", " "))
        .toList();
  }

  @Property(tries = 200)
  void octetsTakenOutCostFewRecordsAndTheLossIsCounted(
      @ForAll @IntRange(min = 1, max = 200) int length, @ForAll @IntRange(max = 3000) int where)
      throws IOException {
    byte[] archive = SampleArchive.of(ArchiveFormat.MRT, RECORDS, 6);
    byte[] torn = new byte[archive.length - length];
    System.arraycopy(archive, 0, torn, 0, where);
    System.arraycopy(archive, where + length, torn, where, torn.length - where);
    long read = 0;
    long lost = 0;
    long last = -1;
    try (ArchiveReader reader =
        Archives.open(new ByteArrayInputStream(torn), "", as(ArchiveFormat.MRT))) {
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        assertThat(reader.offset()).isGreaterThan(last);
        last = reader.offset();
        if (kind == ArchiveReader.Kind.DAMAGE) {
          lost += reader.damage().octets();
        } else {
          boolean ipv6 = reader.peer().address().ipv6();
          read += 12 + 4 + 12 + (ipv6 ? 32 : 8) + reader.message().length();
        }
      }
      assertThat(reader.records()).isGreaterThanOrEqualTo(RECORDS - 5 - length / 60);
    }
    assertThat(read + lost).isEqualTo(torn.length);
  }

  /** As Zebra cut messages that were longer than its buffer. */
  @Test
  void aRecordWhoseMessageIsCutCostsItselfAlsoNextToOthersOfItsKind() throws IOException {
    byte[] archive = SampleArchive.of(ArchiveFormat.MRT, RECORDS, 5);
    List<Integer> begins = begins(archive);
    List<String> whole = Records.of(archive, as(ArchiveFormat.MRT));
    List<Integer> cut = List.of(10, 12, 13, 15, 20);
    for (int record : cut) {
      int end = record + 1 < begins.size() ? begins.get(record + 1) : archive.length;
      int at = begins.get(record);
      while (!Header.markerOk(archive, at)) {
        at++;
      }
      int length = end - at + 10;
      archive[at + Header.LENGTH_OFFSET] = (byte) (length >>> 8);
      archive[at + Header.LENGTH_OFFSET + 1] = (byte) length;
    }
    List<String> read = Records.of(archive, as(ArchiveFormat.MRT));
    assertThat(read).hasSize(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      if (cut.contains(i)) {
        assertThat(read.get(i)).contains("lost: the message says");
      } else {
        assertThat(read.get(i)).isEqualTo(whole.get(i));
      }
    }
  }

  private static List<Integer> begins(byte[] mrt) {
    List<Integer> begins = new ArrayList<>();
    for (int at = 0; at < mrt.length; at += 12 + Bytes.i32(mrt, at + 8)) {
      begins.add(at);
    }
    return begins;
  }

  /** Its first octet is that of a time: in 2018, 2021 and 2012 that of JSON, ExaBGP, OpenBMP. */
  @Test
  void mrtIsToldByItsContentInWhateverYearItWasWritten() throws IOException {
    byte[] archive = SampleArchive.of(ArchiveFormat.MRT, 3, 5);
    for (int first = ' '; first < 0x80; first++) {
      for (int at : begins(archive)) {
        archive[at] = (byte) first;
      }
      assertThat(Records.of(archive, ReadOptions.DEFAULT))
          .as("a time that begins with %c", first)
          .isEqualTo(Records.of(archive, as(ArchiveFormat.MRT)))
          .hasSize(3);
    }
  }

  @Test
  void aFileThatEndsInsideARecordLosesThatRecordAndSaysSo() throws IOException {
    byte[] archive = SampleArchive.of(ArchiveFormat.MRT, 3, 1);
    List<String> whole = Records.of(archive, as(ArchiveFormat.MRT));
    List<String> cut =
        Records.of(Arrays.copyOf(archive, archive.length - 5), as(ArchiveFormat.MRT));
    assertThat(cut.subList(0, 2)).isEqualTo(whole.subList(0, 2));
    assertThat(cut.get(2)).contains("the stream ends inside a record");
  }

  @Test
  void damagedCompressionIsAnErrorWithItsOffset() throws IOException {
    byte[] archive = SampleArchive.of(ArchiveFormat.MRT, 3000, 1);
    for (Compression compression : Compression.values()) {
      if (compression == Compression.NONE) {
        continue;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (OutputStream stream = Compressor.open(out, compression)) {
        stream.write(archive);
      }
      byte[] cut = Arrays.copyOf(out.toByteArray(), out.size() / 2);
      assertThatThrownBy(() -> Records.of(cut, as(ArchiveFormat.MRT)))
          .as("%s", compression)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("of the decompressed stream");
    }
  }

  @Test
  void whatTellsNoFormatIsRefusedWithWhatToDo() throws IOException {
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    try (OutputStream outer = Compressor.open(twice, Compression.GZIP);
        OutputStream inner = Compressor.open(outer, Compression.XZ)) {
      inner.write(SampleArchive.of(ArchiveFormat.MRT, 10, 1));
    }
    assertThatThrownBy(() -> Records.of(twice.toByteArray(), ReadOptions.DEFAULT))
        .hasMessage("it is compressed twice: decompress it once");
    assertThatThrownBy(() -> Records.of(new byte[0], ReadOptions.DEFAULT))
        .hasMessage("it is empty");
    assertThatThrownBy(() -> Records.of(new byte[] {9, 9, 9, 9}, ReadOptions.DEFAULT))
        .hasMessage(
            "neither its name nor its content tells the format; let the name end in .mrt, .bmp,"
                + " .obmp, .raw, .json or .exa, or name the format with --format");
  }

  @Test
  void nearlyAllThatACutFileHoldsIsRead() throws IOException {
    byte[] archive = SampleArchive.of(ArchiveFormat.MRT, 3000, 1);
    int all = Records.of(archive, as(ArchiveFormat.MRT)).size();
    for (Compression compression :
        List.of(Compression.GZIP, Compression.XZ, Compression.ZSTD, Compression.LZ4)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (OutputStream stream = Compressor.open(out, compression)) {
        stream.write(archive);
      }
      // What is missing is the checksum at the end, if not a little more: a block of Zstandard.
      byte[] cut = Arrays.copyOf(out.toByteArray(), out.size() - 3);
      int read = 0;
      try (ArchiveReader reader =
          Archives.open(new ByteArrayInputStream(cut), "", as(ArchiveFormat.MRT))) {
        while (reader.next() != null) {
          read++;
        }
        assertThat(compression).as("tells that it is cut").isNull();
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("of the decompressed stream");
      }
      assertThat(read)
          .as("%s of %d", compression, all)
          .isGreaterThan(compression == Compression.ZSTD ? all / 2 : all - 100);
    }
  }

  @Test
  void routesThatWaitForMoreComeBeforeTheEndOfATableThatBreaksOffAndNoEndOfRib()
      throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = Compressor.open(zipped, Compression.BZIP2)) {
      out.write(Tables.version2());
    }
    int first = zipped.size();
    try (OutputStream out = Compressor.open(zipped, Compression.BZIP2)) {
      out.write(Tables.version2());
    }
    byte[] cut = Arrays.copyOf(zipped.toByteArray(), first + 20);
    for (TableStyle style : TableStyle.values()) {
      ReadOptions options = as(ArchiveFormat.MRT).withTables(style);
      List<String> routes = new ArrayList<>();
      try (ArchiveReader reader = Archives.open(new ByteArrayInputStream(cut), "", options)) {
        assertThatThrownBy(
                () -> {
                  for (ArchiveReader.Kind kind = reader.next();
                      kind != null;
                      kind = reader.next()) {
                    if (kind == ArchiveReader.Kind.MESSAGE) {
                      routes.add(Records.text(reader.message()));
                    }
                  }
                })
            .hasMessageContaining("of the decompressed stream");
        assertThatThrownBy(reader::next).hasMessageContaining("of the decompressed stream");
      }
      assertThat(routes)
          .isEqualTo(
              Records.of(Tables.version2(), options).stream()
                  .filter(
                      record ->
                          record.contains(
                              style == TableStyle.BGPIPE ? "DecodeContext" : "ORIGINATED"))
                  .toList());
    }
  }

  @Test
  void aBadLineIsToldByItsNumberAndTheNextOneIsRead() throws IOException {
    byte[] lines = "{}\n[oops\n\n# a comment\n[]".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    List<String> records = Records.of(lines, as(ArchiveFormat.JSON));
    assertThat(records).hasSize(3);
    assertThat(records.get(1)).startsWith("6 octets at offset 3 lost: line 2, column ");
  }

  @Test
  void linesAndRecordsThatAreTooLongAreBounded() throws IOException {
    byte[] line = new byte[300_000];
    Arrays.fill(line, (byte) ' ');
    line[200_000] = '\n';
    line[299_999] = '\n';
    ReadOptions options = as(ArchiveFormat.JSON).withMaxRecord(1 << 16);
    assertThat(Records.of(line, options)).hasSize(2).allMatch(text -> text.contains("longer than"));
  }
}
