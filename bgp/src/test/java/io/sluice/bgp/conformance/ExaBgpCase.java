package io.sluice.bgp.conformance;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A case of ExaBGP's own tests.
 *
 * @param name where it stands
 * @param command the command that makes the message; {@code null} when none is given
 * @param message the message, whole
 * @param json what it prints of the message; {@code null} when nothing is given
 */
record ExaBgpCase(String name, String command, byte[] message, String json) {
  private static final String FOLDER = "Exa-Networks+exabgp/qa/";

  /** Those of decoding: kind, octets and what is printed, a line each. */
  static List<ExaBgpCase> decoding() throws IOException {
    List<ExaBgpCase> cases = new ArrayList<>();
    for (String file : files("decoding/")) {
      List<String> lines = Files.readAllLines(SharedData.file(file));
      if (!lines.get(0).startsWith("nlri")) {
        boolean open = lines.get(0).startsWith("open");
        cases.add(new ExaBgpCase(file, null, whole(lines.get(1), open), lines.get(2)));
      }
    }
    return cases;
  }

  /** Those of encoding: triples of command, octets and what is printed, of which some may lack. */
  static List<ExaBgpCase> encoding() throws IOException {
    List<ExaBgpCase> cases = new ArrayList<>();
    for (String file : files("encoding/")) {
      String command = null;
      for (String line : Files.readAllLines(SharedData.file(file))) {
        String[] parts = line.split(":", 3);
        if (parts.length < 3 || !parts[0].matches("[0-9A-Z]+")) {
          continue;
        }
        switch (parts[1]) {
          case "cmd" -> command = parts[2];
          case "raw" -> {
            String name = file + " " + (cases.size() + 1);
            cases.add(new ExaBgpCase(name, command, whole(parts[2], false), null));
            command = null;
          }
          case "json" -> {
            ExaBgpCase last = cases.remove(cases.size() - 1);
            cases.add(new ExaBgpCase(last.name, last.command, last.message, parts[2]));
          }
          default -> {}
        }
      }
    }
    return cases;
  }

  private static List<String> files(String folder) {
    return SharedData.listed("hexvec").stream()
        .filter(file -> file.startsWith(FOLDER + folder))
        .toList();
  }

  /** Some stand without a header. */
  private static byte[] whole(String hex, boolean open) {
    byte[] octets = Bytes.ofHex(hex.replaceAll("[: ]", "").toLowerCase(Locale.ROOT));
    if (octets.length >= Header.LENGTH && Header.markerOk(octets, 0)) {
      return octets;
    }
    byte[] message = Header.write(open ? MessageType.OPEN : MessageType.UPDATE, octets.length);
    System.arraycopy(octets, 0, message, Header.LENGTH, octets.length);
    return message;
  }
}
