package io.sluice.mrt.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.Archives;
import io.sluice.mrt.Damage;
import io.sluice.mrt.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What lines hold that their messages have no place for is told: the first, and how many in all.
 */
class LineReaderTest {
  private static String line(String... prefixes) {
    return "[\"R\",1,\"2024-01-01T00:00:00.000\",\"UPDATE\",{\"attrs\":{\"MP_REACH\":"
        + "{\"af\":\"IPV6/UNICAST\",\"nexthop\":\"2001:db8::1\",\"prefixes\":[\""
        + String.join("\",\"", prefixes)
        + "\"]}}}]\n";
  }

  /** What is told, in order; a message as its number of octets. */
  private static List<Object> read(String lines) throws IOException {
    ReadOptions options = ReadOptions.DEFAULT.withFormat(ArchiveFormat.JSON);
    byte[] octets = lines.getBytes(StandardCharsets.UTF_8);
    List<Object> told = new ArrayList<>();
    try (ArchiveReader reader = Archives.open(new ByteArrayInputStream(octets), "", options)) {
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        told.add(kind == ArchiveReader.Kind.MESSAGE ? reader.message().length() : reader.damage());
      }
      assertThat(reader.damages())
          .isEqualTo(told.stream().filter(Damage.class::isInstance).count());
    }
    return told;
  }

  @Test
  void aPrefixInAListOfAnotherFamilyIsToldAtOnceAndTheOthersAtTheEnd() throws IOException {
    String good = line("2001:db8::/32");
    String bad = line("2001:db8::/32", "10.0.0.0/8");
    int octets = (int) read(good).get(0);
    assertThat(read(good + bad + good + line("10.0.0.0/8", "2001:db8::/32", "10.1.0.0/16")))
        .containsExactly(
            octets,
            octets,
            new Damage(
                good.length(),
                0,
                null,
                "line 2: a prefix is left out: it stands in a list of another family"),
            octets,
            octets,
            new Damage(good.length(), 0, null, "from line 2 on, 3 times a prefix is left out"));
  }

  @Test
  void aSingleOneIsToldOnceEvenAtTheEndOfTheInput() throws IOException {
    String bad = line("2001:db8::/32", "10.0.0.0/8");
    assertThat(read(bad).subList(1, 2).toString()).contains("line 1: a prefix is left out");
    assertThat(read(bad)).hasSize(2);
  }

  @Test
  void aPathIdentifierThatWasNotAgreedIsTold() throws IOException {
    List<Object> told = read(line("#7#2001:db8::/32"));
    assertThat(told).first().isEqualTo(read(line("2001:db8::/32")).get(0));
    assertThat(told.get(1).toString())
        .isEqualTo(
            "at offset 0: line 1: a path identifier is left out: the message has no ADD-PATH unless"
                + " capabilities say so");
  }
}
