package io.sluice.mrt;

import io.sluice.bgp.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** All that an archive gives, as lines that can be compared. */
public final class Records {
  private Records() {}

  /** Everything of a file. */
  public static List<String> of(Path file, ReadOptions options) throws IOException {
    try (ArchiveReader reader = Archives.open(file, options)) {
      return of(reader);
    }
  }

  /** Everything of some octets. */
  public static List<String> of(byte[] octets, ReadOptions options) throws IOException {
    try (ArchiveReader reader = Archives.open(new ByteArrayInputStream(octets), "", options)) {
      return of(reader);
    }
  }

  /** Everything that a reader gives. */
  public static List<String> of(ArchiveReader reader) throws IOException {
    List<String> records = new ArrayList<>();
    for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
      records.add(
          switch (kind) {
            case MESSAGE -> text(reader.message());
            case STATE -> reader.timeMicros() + " " + reader.peer().tags() + " " + reader.state();
            case DAMAGE -> reader.damage().toString();
          });
    }
    return records;
  }

  /** A message. */
  public static String text(Message m) {
    String octets = HexFormat.of().formatHex(m.buffer(), m.offset(), m.offset() + m.length());
    return m.timeMicros() + " " + m.tags() + " " + m.context() + " " + octets;
  }
}
