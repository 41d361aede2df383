package io.sluice.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written can be read, and is the same. */
class RoundTripTest {
  private static final String SAMPLE = "bgpfix+bgpipe/test/integration/testdata/sample.mrt";
  private static final String RIS =
      "CAIDA+libbgpstream/_history/07c5f3e3/test-dumps/ris.rrc06.updates.1401488100.gz";
  private static final String ADD_PATH = "t2mune+mrtparse/samples/bird-mrtdump_bgp";

  @ParameterizedTest
  @ValueSource(strings = {SAMPLE, RIS, ADD_PATH})
  void mrtComesBackAsItWas(String name) throws IOException {
    Path file = SharedData.file(name);
    byte[] mrt = write(file, mrt(), WriteOptions.of(ArchiveFormat.MRT));
    assertThat(Records.of(mrt, mrt())).isEqualTo(Records.of(file, mrt()));
  }

  /** JSON has milliseconds, and neither an order of attributes nor flags that lengths decide. */
  @ParameterizedTest
  @ValueSource(strings = RIS)
  void messagesThatWentThroughJsonAreTheSame(String name) throws IOException {
    Path file = SharedData.file(name);
    byte[] json = write(file, mrt(), WriteOptions.of(ArchiveFormat.JSON));
    byte[] mrt = write(json, ReadOptions.DEFAULT, WriteOptions.of(ArchiveFormat.MRT));
    assertThat(canonical(Archives.open(new ByteArrayInputStream(mrt), "", mrt())))
        .isEqualTo(canonical(Archives.open(file, mrt())));
  }

  private static String canonical(ArchiveReader archive) throws IOException {
    StringBuilder lines = new StringBuilder();
    try (archive) {
      for (ArchiveReader.Kind kind = archive.next(); kind != null; kind = archive.next()) {
        if (kind != ArchiveReader.Kind.MESSAGE) {
          continue;
        }
        Message m = archive.message();
        byte[] octets = m.toByteArray();
        if (m.isUpdate()) {
          octets = UpdateBuilder.from(m.update()).canonical().build(65535).get().get(0);
        }
        lines.append(m.timeMicros() / 1000).append(m.tags()).append(m.context());
        lines.append(Bytes.hex(octets, 0, octets.length)).append('\n');
      }
    }
    return lines.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {SAMPLE, RIS})
  void bmpComesBackWithTheSameRoutes(String name) throws IOException {
    Path file = SharedData.file(name);
    byte[] bmp = write(file, mrt(), WriteOptions.of(ArchiveFormat.BMP));
    ReadOptions options = ReadOptions.DEFAULT.withFormat(ArchiveFormat.BMP);
    assertThat(updates(Records.of(bmp, options))).isEqualTo(updates(Records.of(file, mrt())));
  }

  /** A collector's record does not tell that IPv6 next hops were agreed for IPv4 (RFC 8950). */
  @ParameterizedTest
  @EnumSource(
      value = ArchiveFormat.class,
      names = {"MRT", "BMP", "RAW", "JSON", "EXABGP"})
  void anIpv4RouteWithAnIpv6NextHopComesBack(ArchiveFormat format) throws IOException {
    byte[] record =
        Bytes.ofHex(
            "6553f10000100004000000520000fbf40000fbf500000001c0000201c0000202ffffffff"
                + "ffffffffffffffffffffffff003e02000000274001010040020602010000fbf4800e1700"
                + "01011020010db800000000000000000000000100080a");
    byte[] written = write(record, mrt(), WriteOptions.of(format));
    try (ArchiveReader reader =
        Archives.open(
            new ByteArrayInputStream(written), "", ReadOptions.DEFAULT.withFormat(format))) {
      ArchiveReader.Kind kind = reader.next();
      // BMP tells first that the peer is up.
      kind = kind == ArchiveReader.Kind.STATE ? reader.next() : kind;
      assertThat(kind).isEqualTo(ArchiveReader.Kind.MESSAGE);
      AsciiBuffer line = new AsciiBuffer();
      assertThat(new JsonWriter().write(reader.message(), line)).isNull();
      assertThat(line.toString())
          .contains("\"nexthop\":\"2001:db8::1\",\"prefixes\":[\"10.0.0.0/8\"]");
      assertThat(reader.next()).isNull();
    }
  }

  /** Times and octets of UPDATEs. */
  private static String updates(List<String> records) {
    return records.stream()
        .filter(line -> line.contains("DecodeContext") && line.matches(".* f{32}....02.*"))
        .map(line -> line.replaceFirst("[{].* ", ""))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void everyCompressionIsToldByContentAndGivesTheSame(Compression compression) throws IOException {
    Path file = SharedData.file(SAMPLE);
    byte[] once =
        write(file, mrt(), WriteOptions.of(ArchiveFormat.MRT).withCompression(compression));
    assertThat(Records.of(once, mrt())).isEqualTo(Records.of(file, mrt()));
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.write(once);
    twice.write(once);
    assertThat(Records.of(twice.toByteArray(), mrt())).hasSize(1000);
  }

  private static ReadOptions mrt() {
    return ReadOptions.DEFAULT.withFormat(ArchiveFormat.MRT);
  }

  private static byte[] write(Path file, ReadOptions how, WriteOptions options) throws IOException {
    try (ArchiveReader reader = Archives.open(file, how)) {
      return write(reader, options);
    }
  }

  private static byte[] write(byte[] octets, ReadOptions how, WriteOptions options)
      throws IOException {
    try (ArchiveReader reader = Archives.open(new ByteArrayInputStream(octets), "", how)) {
      return write(reader, options);
    }
  }

  private static byte[] write(ArchiveReader reader, WriteOptions options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchiveWriter writer = Archives.create(out, options)) {
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        if (kind == ArchiveReader.Kind.MESSAGE) {
          assertThat(writer.message(reader.message())).isNull();
        } else if (kind == ArchiveReader.Kind.STATE) {
          writer.state(reader.peer(), reader.state(), reader.timeMicros());
        }
      }
    }
    return out.toByteArray();
  }
}
