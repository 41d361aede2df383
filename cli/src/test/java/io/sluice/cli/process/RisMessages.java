package io.sluice.cli.process;

import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.Archives;
import io.sluice.mrt.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Messages of an archive as RIS Live sends them, and what of an archive is to be found again. */
final class RisMessages {
  private RisMessages() {}

  /** The records of an archive, only those of a known peer: time, peer, octets. */
  static List<String> records(Path archive) throws IOException {
    return of(archive, false);
  }

  /** The same as messages of JSON, with the fields that the service has beside. */
  static List<String> json(Path archive) throws IOException {
    return of(archive, true);
  }

  private static List<String> of(Path archive, boolean json) throws IOException {
    List<String> all = new ArrayList<>();
    try (ArchiveReader reader = Archives.open(archive, ReadOptions.DEFAULT)) {
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        String what = null;
        if (kind == ArchiveReader.Kind.MESSAGE) {
          var m = reader.message();
          what = Bytes.hex(m.buffer(), m.offset(), m.length());
        } else if (kind == ArchiveReader.Kind.STATE) {
          what = reader.state().after() == 6 ? "connected" : "down";
        }
        Map<String, String> tags = reader.peer().tags();
        if (what != null && tags.containsKey("PEER_IP") && tags.containsKey("PEER_AS")) {
          all.add(
              json
                  ? json(reader.timeMicros(), tags, what, all.size())
                  : reader.timeMicros() / 1000
                      + " "
                      + tags.get("PEER_IP")
                      + " "
                      + tags.get("PEER_AS")
                      + " "
                      + what);
        }
      }
    }
    return all;
  }

  private static String json(long micros, Map<String, String> tags, String what, int number) {
    boolean state = what.length() < 20;
    return String.format(
        Locale.ROOT,
        "{\"type\":\"ris_message\",\"data\":{\"timestamp\":%.3f,\"peer\":\"%s\",\"peer_asn\":\"%s\","
            + "\"id\":\"%s-%016x\",\"host\":\"rrc21.ripe.net\",\"type\":\"%s\",%s}}",
        micros / 1e6,
        tags.get("PEER_IP"),
        tags.get("PEER_AS"),
        tags.get("PEER_IP"),
        number,
        state ? "RIS_PEER_STATE" : "UPDATE",
        state
            ? "\"state\":\"" + what + "\""
            : "\"path\":[64500,[64501,64502]],\"origin\":\"IGP\",\"announcements\":[{\"next_hop\":"
                + "\"192.0.2.1\",\"prefixes\":[\"198.51.100.0/24\"]}],\"raw\":\""
                + what.toUpperCase(Locale.ROOT)
                + "\"");
  }
}
