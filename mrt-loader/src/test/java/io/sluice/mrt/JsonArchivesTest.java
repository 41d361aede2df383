package io.sluice.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * MRT to JSON to MRT, of every archive, as bgpipe has JSON and in full: the same messages, with
 * their peers and their times in milliseconds. {@link Canonical} tells what JSON does not keep of
 * them; changes of state have no place in it. Only the first messages of an archive are taken
 * unless more are asked for: {@code -Dsluice.archive.messages=100000000} takes all, in minutes.
 */
class JsonArchivesTest {
  private static final int MESSAGES = Integer.getInteger("sluice.archive.messages", 1000);
  private static final ReadOptions MRT =
      ReadOptions.DEFAULT.withFormat(ArchiveFormat.MRT).withTables(TableStyle.ROUTER);

  /** A next hop of nothing but zeros, which bgpipe leaves out. */
  private static final String NO_HOP = "00020110" + "00".repeat(17);

  /** The capability of four-octet AS numbers, which bgpipe makes of the number in every OPEN. */
  private static final String AS4 = "(, |(?<=\\[))65=[0-9a-f]{8}";

  static List<String> archives() {
    return SharedData.rows("manifest.csv", ",").stream()
        .filter(row -> row[0].equals("mrt"))
        .map(row -> row[1])
        .toList();
  }

  /** Messages on their way, those together that are decoded alike. */
  private static final class Way {
    private final ByteArrayOutputStream json = new ByteArrayOutputStream();
    private final ArchiveWriter writer;
    private final List<String> before = new ArrayList<>();
    private final BitSet openings = new BitSet();
    private int notifications;

    Way(boolean full) {
      try {
        writer = Archives.create(json, WriteOptions.of(ArchiveFormat.JSON).withJson(full, false));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("archives")
  void messagesComeBackAsTheyWere(String name) throws IOException {
    compare(name, false);
    compare(name, true);
  }

  private static void compare(String name, boolean full) throws IOException {
    Map<DecodeContext, Way> ways = new HashMap<>();
    int messages = 0;
    try (ArchiveReader archive = Archives.open(SharedData.file(name), MRT)) {
      for (ArchiveReader.Kind kind = archive.next();
          kind != null && messages < MESSAGES;
          kind = archive.next()) {
        if (kind != ArchiveReader.Kind.MESSAGE) {
          continue;
        }
        Way way = ways.computeIfAbsent(archive.message().context(), c -> new Way(full));
        BgpError error = way.writer.message(archive.message());
        if (error == null && (full || archive.message().type() != MessageType.NOTIFICATION)) {
          way.openings.set(way.before.size(), archive.message().type() == MessageType.OPEN);
          way.before.add(text(archive.message(), full));
        } else if (error == null) {
          way.notifications++;
        }
        messages++;
      }
    } catch (IOException e) {
      // Some are cut inside of their compression.
      assertThat(e).hasMessageContaining("offset");
    }
    for (Map.Entry<DecodeContext, Way> entry : ways.entrySet()) {
      Way way = entry.getValue();
      way.writer.close();
      byte[] mrt = mrt(way.json.toByteArray(), entry.getKey(), way.notifications);
      List<String> after = texts(mrt, full);
      for (int i = 0; i < Math.min(way.before.size(), after.size()); i++) {
        String before = way.before.get(i);
        boolean without = way.openings.get(i) && !before.contains("65=");
        String text = without ? after.get(i).replaceFirst(AS4, "") : after.get(i);
        assertThat(text).as("message " + i).isEqualTo(before);
      }
      assertThat(after).hasSameSizeAs(way.before);
    }
  }

  /**
   * @param lost how many lines give no message: of NOTIFICATIONs, the codes of which bgpipe leaves
   *     out
   */
  private static byte[] mrt(byte[] json, DecodeContext context, int lost) throws IOException {
    ByteArrayOutputStream mrt = new ByteArrayOutputStream();
    ReadOptions options = ReadOptions.DEFAULT.withFormat(ArchiveFormat.JSON).withContext(context);
    try (ArchiveReader lines = Archives.open(new ByteArrayInputStream(json), "", options);
        ArchiveWriter writer = Archives.create(mrt, WriteOptions.of(ArchiveFormat.MRT))) {
      for (ArchiveReader.Kind kind = lines.next(); kind != null; kind = lines.next()) {
        if (kind == ArchiveReader.Kind.MESSAGE) {
          writer.message(lines.message());
        }
      }
      assertThat(lines.damages()).as(() -> lines.damage().toString()).isEqualTo(lost);
    }
    return mrt.toByteArray();
  }

  private static List<String> texts(byte[] mrt, boolean full) throws IOException {
    List<String> texts = new ArrayList<>();
    try (ArchiveReader archive = Archives.open(new ByteArrayInputStream(mrt), "", MRT)) {
      for (ArchiveReader.Kind kind = archive.next(); kind != null; kind = archive.next()) {
        texts.add(
            kind == ArchiveReader.Kind.MESSAGE
                ? text(archive.message(), full)
                : archive.damage().toString());
      }
    }
    return texts;
  }

  /** Time, peer and what the message says. */
  private static String text(Message m, boolean full) {
    Map<String, String> tags = new TreeMap<>(m.tags());
    tags.remove("ORIGINATED");
    tags.remove("PEER_ID");
    // Tables name a peer that is the collector itself by zeros; other records mean nobody by them.
    tags.remove("PEER_AS", "0");
    tags.remove("PEER_IP", "0.0.0.0");
    String text = Canonical.of(m);
    return m.timeMicros() / 1000
        + " "
        + m.context().as4()
        + tags
        + (full ? text : text.replace(NO_HOP, "0002010000"));
  }
}
