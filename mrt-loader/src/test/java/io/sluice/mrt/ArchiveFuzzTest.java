package io.sluice.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.json.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** No octets make a reader throw anything but an IOException, loop, or give what is not there. */
class ArchiveFuzzTest {
  private static final ReadOptions SMALL = ReadOptions.DEFAULT.withMaxRecord(1 << 16);

  @FuzzTest(maxDuration = "1m")
  void anyOctetsAreReadOrAreDamage(byte[] input) throws IOException {
    for (ArchiveFormat format : ArchiveFormat.values()) {
      for (TableStyle style : TableStyle.values()) {
        read(input, SMALL.withFormat(format).withTables(style));
      }
    }
  }

  @FuzzTest(maxDuration = "1m")
  void anyOctetsAreDecompressedOrRefused(byte[] input) {
    for (Compression compression : Compression.values()) {
      try {
        read(input, SMALL.withFormat(ArchiveFormat.RAW).withCompression(compression));
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("of the decompressed stream");
      }
    }
  }

  @Property(tries = 60)
  void formatsAreToldOrNot(@ForAll byte[] input) {
    try {
      read(input, SMALL);
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  /** What is nearly right goes deeper than noise: real records with some octets changed. */
  @Property(tries = 250)
  void changedArchivesAreReadOrAreDamage(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 12) int changes) throws IOException {
    Random random = new Random(seed);
    byte[] archive = Tables.ARCHIVES.get(random.nextInt(Tables.ARCHIVES.size())).clone();
    for (int i = 0; i < changes; i++) {
      archive[random.nextInt(archive.length)] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(4) - 1);
    }
    TableStyle style = TableStyle.values()[random.nextInt(TableStyle.values().length)];
    for (ArchiveFormat format :
        new ArchiveFormat[] {ArchiveFormat.MRT, ArchiveFormat.BMP, ArchiveFormat.OPENBMP}) {
      read(archive, SMALL.withFormat(format).withTables(style));
    }
  }

  private static void read(byte[] input, ReadOptions options) throws IOException {
    JsonWriter json = new JsonWriter();
    AsciiBuffer out = new AsciiBuffer();
    long lost = 0;
    long given = 0;
    try (ArchiveReader reader = Archives.open(new ByteArrayInputStream(input), "", options)) {
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        given++;
        assertThat(reader.peer()).isNotNull();
        if (kind == ArchiveReader.Kind.DAMAGE) {
          lost += reader.damage().octets();
        } else if (kind == ArchiveReader.Kind.MESSAGE) {
          json.write(reader.message(), out.clear());
        }
      }
      assertThat(reader.next()).isNull();
    }
    if (options.compression() == null) {
      assertThat(lost).isLessThanOrEqualTo(input.length);
      assertThat(given).isLessThanOrEqualTo(1 + 66_000L * (1 + input.length / 8));
    }
  }
}
