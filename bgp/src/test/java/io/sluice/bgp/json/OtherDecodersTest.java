package io.sluice.bgp.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Updates;
import io.sluice.bgp.conformance.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The fields that ExaBGP's tests expect of a route are those found here. */
class OtherDecodersTest {
  private static final String EXABGP = "Exa-Networks+exabgp/qa/";

  /** ExaBGP takes the 23 bits of a tunnel identifier from the right end of their octets. */
  private static final String OTHER_END = "010004100000006400000064370a000001003039";

  private static final Map<String, String> FAMILIES =
      Map.of(
          "ipv4 mcast-vpn", "000105",
          "ipv6 mcast-vpn", "000205",
          "ipv4 mup", "000155",
          "ipv6 mup", "000255");

  /** By field of theirs, how ours is spelled. */
  private static final Map<String, String> NAMES =
      Map.of(
          "source-as", "asn",
          "prefix_ip", "prefix",
          "endpoint_ip", "endpoint",
          "source_ip", "source",
          "ip", "address");

  /** By pattern of theirs, the pattern of ours. */
  private static final String[][] LINK_STATE = {
    {"\"autonomous-system\": ([0-9]+)", tlv("AS", "$1}")},
    {"\"bgp-ls-identifier\": \"([0-9]+)", tlv("BGP_LS_ID", "$1}")},
    {"\"ospf-area-id\": \"([0-9.]+)", tlv("OSPF_AREA", "\"$1\"}")},
    {"\"router-id\": \"([0-9]{4})([0-9]{4})([0-9]{4})\" }", tlv("IGP_ROUTER_ID", "\"$1.$2.$3\"")},
    {"\"router-id\": \"([0-9]+\\.[0-9.]+)\" }", tlv("IGP_ROUTER_ID", "\"$1\"")},
    {"designated-router-id\": \"([0-9.]+)\"", "\"interface\":\"$1\""},
    {"\"interface-addresses\": \\[ \"([0-9.]+)\"", tlv("IPV4_INTERFACE", "\"$1\"")},
    {"\"neighbor-addresses\": \\[ \"([0-9.]+)\"", tlv("IPV4_NEIGHBOR", "\"$1\"")},
    {"\"local-id\": ([0-9]+), \"remote-id\": ([0-9]+)", "\"local\":$1,\"remote\":$2}"},
    {"\"igp-metric\": ([0-9]+)", tlv("IGP_METRIC", "$1}")},
    {"\"te-metric\": ([0-9]+)", tlv("TE_METRIC", "$1}")},
    {"\"prefix-metric\": ([0-9]+)", tlv("PREFIX_METRIC", "$1}")},
    {"\"maximum-link-bandwidth\": ([0-9]+)", tlv("MAX_BANDWIDTH", "$1}")},
    {"\"node-name\": \"([^\"]*)\"", tlv("NODE_NAME", "\"$1\"")},
    {"\"local-router-ids\": \\[\"([0-9.]+)", tlv("IPV4_ROUTER_ID", "\"$1\"")},
    {"\"sids\": \\[([0-9]+)], \"weight\": ([0-9]+)", "\"weight\":$2,\"label\":$1}"},
    {"\"sids\": \\[\\[([0-9]+), ([0-9]+)]]", "\"size\":$1,\"label\":$2}"},
    {
      "\"behavior\": ([0-9]+), \"algorithm\": ([0-9]+)",
      "\"behavior\":$1,\"flags\":\"0x[0-9a-f]+\",\"algorithm\":$2,"
    },
    {
      "\"sid\": \"([^\"]+)\", \"srv6-sid-structure\": \\{\"loc_block_len\": ([0-9]+), "
          + "\"loc_node_len\": ([0-9]+), \"func_len\": ([0-9]+), \"arg_len\": ([0-9]+)",
      "\"sid\":\"$1\",.*?\"block\":$2,\"node\":$3,\"function\":$4,\"argument\":$5}"
    }
  };

  @Test
  void multicastAndMobileRoutesHaveTheFieldsThatExabgpFinds() {
    Map<String, String> routes = new TreeMap<>();
    for (String file : List.of("conf-mvpn.ci", "conf-srv6-mup.ci", "conf-srv6-mup-v3.ci")) {
      String text = text(EXABGP + "encoding/" + file);
      for (MatchResult family :
          all("\"(ipv[46] (?:mcast-vpn|mup))\":\\{\"[^\"]*\":\\[([^\\]]*)", text)) {
        for (MatchResult route : all("\\{[^}]*\\}", family.group(2))) {
          routes.put(route.group(), FAMILIES.get(family.group(1)));
        }
      }
    }
    assertThat(routes).hasSizeGreaterThan(15);
    routes.forEach(OtherDecodersTest::compare);
  }

  private static void compare(String expected, String family) {
    String hex = all("\"raw\":\"([0-9A-F]*)\"", expected).get(0).group(1).toLowerCase(Locale.ROOT);
    String ours = route(family, hex);
    for (MatchResult field : all("\"([a-z_-]+)\":\"([^\"]*)\"", expected)) {
      String name = field.group(1);
      boolean told = !name.equals("raw") && !name.equals("name") && !field.group(2).equals("b''");
      if (told && !(name.equals("teid") && hex.equals(OTHER_END))) {
        assertThat(ours).as(expected).containsPattern(ours(expected, name, field.group(2)));
      }
    }
  }

  private static String ours(String expected, String name, String value) {
    boolean root = name.equals("source") && expected.contains("\"code\":6");
    String key = root ? "rp" : NAMES.getOrDefault(name, name);
    return "\"" + key + "\":\"?" + Pattern.quote(value) + "[\"/,}]";
  }

  @Test
  void linkStateRoutesAndAttributesHaveTheFieldsThatExabgpFinds() {
    int compared = 0;
    for (int i = 1; i <= 10; i++) {
      Path file = SharedData.file(EXABGP + "decoding/bgp-ls-1").resolveSibling("bgp-ls-" + i);
      if (!Files.exists(file)) {
        continue;
      }
      String[] lines = text(EXABGP + "decoding/bgp-ls-" + i).split("\n");
      String hex = lines[1].replace(" ", "").toLowerCase(Locale.ROOT);
      String ours = lines[0].startsWith("nlri") ? route("400447", hex) : message(hex);
      for (String wanted : linkState(lines[2])) {
        assertThat(ours).as(file + " " + wanted).containsPattern(wanted);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(70);
  }

  private static List<String> linkState(String expected) {
    List<String> wanted = new ArrayList<>();
    for (String[] field : LINK_STATE) {
      Matcher theirs = Pattern.compile(field[0]).matcher(expected);
      while (theirs.find()) {
        String ours = field[1];
        for (int group = theirs.groupCount(); group > 0; group--) {
          ours = ours.replace("$" + group, Pattern.quote(theirs.group(group)));
        }
        wanted.add(ours);
      }
    }
    return wanted;
  }

  private static String tlv(String name, String value) {
    return "\"name\":\"" + name + "\",\"value\":" + value;
  }

  private static String route(String family, String hex) {
    String reach = Updates.attribute(0x80, 14, family + "04 c0000201 00" + hex);
    String data = DecodedCase.data(Updates.update("", reach, ""), DecodeContext.AS4);
    return data.substring(data.indexOf("\"nlri\":"));
  }

  /** A whole UPDATE, or the body of one. */
  private static String message(String hex) {
    byte[] octets = Updates.bytes(hex);
    byte[] body = hex.startsWith("ffffffff") ? Updates.bytes(hex.substring(38)) : octets;
    int withdrawn = 2 + (body[0] << 8 | body[1] & 0xff);
    String attributes = Updates.hex(body).substring(2 * withdrawn + 4);
    return DecodedCase.data(Updates.update("", attributes, ""), DecodeContext.AS4);
  }

  private static List<MatchResult> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().toList();
  }

  private static String text(String name) {
    try {
      return Files.readString(SharedData.file(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
