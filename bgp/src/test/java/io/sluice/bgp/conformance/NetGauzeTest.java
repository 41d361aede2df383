package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each UPDATE that NetGauze decodes out of a capture says the same as ours of that capture. */
class NetGauzeTest {
  private static final String NETGAUZE = "NetGauze+NetGauze/assets/pcaps/";

  @Test
  void everyUpdateThatNetGauzeDecodesSaysTheSameHere() throws IOException {
    Deviations deviations = Deviations.of("netgauze.tsv");
    int compared = 0;
    for (Map.Entry<String, String> pair : pairs().entrySet()) {
      Set<String> ours = ours(pair.getValue());
      int number = 0;
      for (String line : Files.readAllLines(SharedData.file(pair.getKey()))) {
        number++;
        for (Object update : updates(line.isBlank() ? null : Tree.parse(line))) {
          compared++;
          String theirs = NetGauzeFacts.of(update).toString();
          deviations.compare(pair.getKey() + " " + number, theirs, nearest(theirs, ours));
        }
      }
    }
    assertThat(compared).isGreaterThan(1000);
    deviations.verify();
  }

  /** That one of ours which has most lines in common with theirs. */
  private static String nearest(String theirs, Set<String> ours) {
    if (ours.contains(theirs)) {
      return theirs;
    }
    List<String> lines = List.of(theirs.split("\n"));
    return ours.stream()
        .max(Comparator.comparing(one -> lines.stream().filter(one::contains).count()))
        .orElse("nothing");
  }

  /** Their file, and the capture. */
  private static Map<String, String> pairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String name :
        List.of(
            "bmp/evpn/evpn-bmp.json bmp/evpn/evpn.pcap",
            "bmp/stateless-with-add-path/ipv4_unicast_all-bmp.json"
                + " bmp/stateless-with-add-path/ipv4_unicast_all.pcap")) {
      pairs.put(NETGAUZE + name.split(" ")[0], NETGAUZE + name.split(" ")[1]);
    }
    for (String capture : SharedData.listed("pcap+bgp")) {
      if (capture.startsWith("pmacct+pmacct/tests/")) {
        String folder = NETGAUZE + "pmacct-tests/" + capture.split("/")[2] + "/";
        String name = capture.split("/")[3].replace(".pcap", "");
        for (String kind : List.of("-bgp.json", "-bmp.json")) {
          if (Files.exists(SharedData.file("").resolve(folder + name + kind))) {
            pairs.put(folder + name + kind, capture);
          }
        }
      }
    }
    return pairs;
  }

  private static Set<String> ours(String capture) throws IOException {
    Set<String> ours = new HashSet<>();
    for (byte[] stream : Streams.of(Captures.segments(SharedData.file(capture)))) {
      for (byte[] message : Captures.messages(stream)) {
        if (Header.type(message, 0) == MessageType.UPDATE.code()) {
          CapturesTest.CONTEXTS.forEach(c -> ours.add(Facts.of(message, c).toString()));
        }
      }
    }
    return ours;
  }

  private static List<Object> updates(Object tree) {
    List<Object> updates = new ArrayList<>();
    if (tree instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (entry.getKey().equals("Update")) {
          updates.add(entry.getValue());
        } else {
          updates.addAll(updates(entry.getValue()));
        }
      }
    }
    return updates;
  }
}
