package io.sluice.bench.micro;

import io.sluice.bench.Table;
import io.sluice.bench.TableGenerator;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.Archives;
import io.sluice.mrt.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Different UPDATEs to go round: more than branch predictors learn by heart. Some thousand that are
 * generated, or with {@code -p table=archive} all of the archives that the environment variable
 * BENCH_ARCHIVES names, separated by colons.
 */
@State(Scope.Thread)
public class Messages {
  private static final int COUNT = 4096;

  /** packed: 5.7 routes to a message; single: one; archive: as they once came. */
  @Param({"packed", "single"})
  public String table;

  private byte[][] messages;
  private int at;

  /** Generates them. */
  @Setup(Level.Trial)
  public void generate() throws IOException {
    if (table.equals("archive")) {
      messages = archived();
      return;
    }
    TableGenerator generator = new TableGenerator(6 * COUNT, 7);
    Table all = table.equals("packed") ? generator.packed() : generator.single();
    messages = new byte[Math.min(COUNT, all.count())][];
    int from = 0;
    for (int i = 0; i < messages.length; i++) {
      int to = from + Header.length(all.messages(), from);
      messages[i] = Arrays.copyOfRange(all.messages(), from, to);
      from = to;
    }
  }

  private static byte[][] archived() throws IOException {
    String names = System.getenv("BENCH_ARCHIVES");
    if (names == null) {
      throw new IOException("name archives in BENCH_ARCHIVES, as FILE:FILE");
    }
    List<byte[]> all = new ArrayList<>();
    JsonWriter writer = new JsonWriter();
    AsciiBuffer out = new AsciiBuffer();
    for (String name : names.split(":")) {
      try (ArchiveReader reader = Archives.open(Path.of(name), ReadOptions.DEFAULT)) {
        for (var kind = reader.next(); kind != null; kind = reader.next()) {
          out.clear();
          if (kind == ArchiveReader.Kind.MESSAGE
              && reader.message().isUpdate()
              && reader.message().context().equals(DecodeContext.AS4)
              && writer.write(reader.message(), out) == null) {
            all.add(reader.message().toByteArray());
          }
        }
      }
    }
    return all.toArray(byte[][]::new);
  }

  /** The next one. */
  byte[] next() {
    at = at + 1 == messages.length ? 0 : at + 1;
    return messages[at];
  }

  /** How many there are. */
  int count() {
    return messages.length;
  }

  /** One of them. */
  byte[] get(int i) {
    return messages[i];
  }
}
