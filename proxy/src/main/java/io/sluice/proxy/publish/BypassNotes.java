package io.sluice.proxy.publish;

import io.sluice.schemas.Disposition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The notes of a spool, applied to its records before they are published. */
final class BypassNotes {
  private final RecordIdentity identity = new RecordIdentity();
  private final Map<String, List<long[]>> ranges = new HashMap<>();

  void add(SpoolEntry note) {
    if (note.value().length != BypassNote.LENGTH) {
      return;
    }
    ByteBuffer n = ByteBuffer.wrap(note.value());
    String session = new String(note.key(), StandardCharsets.UTF_8);
    ranges
        .computeIfAbsent(
            RecordIdentity.run(note.topic(), session, n.getLong()), r -> new ArrayList<>())
        .add(new long[] {n.getLong(), n.getLong()});
  }

  /** Marks a record that a note is for. */
  void mark(SpoolEntry entry) {
    switch (entry.topic()) {
      case TO_RIGHT, TO_LEFT -> {}
      default -> {
        return;
      }
    }
    if (ranges.isEmpty() || !identity.read(entry.topic(), entry.value())) {
      return;
    }
    for (long[] range : ranges.getOrDefault(identity.run(), List.of())) {
      boolean gated = entry.value()[identity.dispositionAt()] == octet(Disposition.GATED);
      if (gated && identity.place() >= range[0] && identity.place() <= range[1]) {
        entry.value()[identity.dispositionAt()] = octet(Disposition.BYPASSED);
      }
    }
  }

  private static byte octet(Disposition disposition) {
    return (byte) (disposition.ordinal() << 1);
  }
}
