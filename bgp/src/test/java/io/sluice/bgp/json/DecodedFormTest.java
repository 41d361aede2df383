package io.sluice.bgp.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Updates;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecodedFormTest {
  private final JsonReader reader = new JsonReader(DecodeContext.AS4, DecodeContext.AS4);

  static List<DecodedCase> routes() {
    return DecodedCase.routes();
  }

  static List<DecodedCase> attributes() {
    return DecodedCase.attributes();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void aRouteDecodesToItsFields(DecodedCase route) {
    assertThat(DecodedCase.data(route.announcement(), DecodeContext.AS4))
        .endsWith("\"data\":\"0x" + route.hex() + "\",\"nlri\":[" + route.json() + "]}}}}");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attributes")
  void anAttributeDecodesToItsFields(DecodedCase attribute) {
    assertThat(DecodedCase.data(attribute.withAttribute(), DecodeContext.AS4))
        .endsWith("\"0x" + attribute.hex() + "\",\"decoded\":" + attribute.json() + "}}}");
  }

  static List<DecodedCase> lasting() {
    return DecodedCase.routes().stream().filter(DecodedCase::bothWays).toList();
  }

  static List<DecodedCase> lastingAttributes() {
    return DecodedCase.attributes().stream().filter(DecodedCase::bothWays).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lasting")
  void aRouteGivenByItsFieldsHasTheSameOctets(DecodedCase route) {
    String data = DecodedCase.data(route.announcement(), DecodeContext.AS4);
    assertThat(read(data.replace("\"data\":\"0x" + route.hex() + "\",", "")))
        .isEqualTo(Updates.hex(route.announcement()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lastingAttributes")
  void anAttributeGivenByItsFieldsHasTheSameOctets(DecodedCase attribute) {
    String data = DecodedCase.data(attribute.withAttribute(), DecodeContext.AS4);
    assertThat(read(data.replace("\"value\":\"0x" + attribute.hex() + "\",", "")))
        .isEqualTo(Updates.hex(attribute.withAttribute()));
  }

  @Test
  void theOctetsCountWhereBothAreGiven() {
    String fields = "\"nlri\":[{\"distinguisher\":9,\"color\":9,\"endpoint\":\"192.0.2.9\"}]";
    String octets = "\"data\":\"0x600000000100000064c0000201\"";
    for (String both : List.of(octets + "," + fields, fields + "," + octets)) {
      assertThat(read("{\"attrs\":{\"MP_UNREACH\":{\"af\":\"IPV4/SR_TE_POLICY\"," + both + "}}}"))
          .endsWith("000149" + "600000000100000064c0000201");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "IPV4/SR_TE_POLICY;{'color':9,'endpoint':'192.0.2.9'};missing: distinguisher",
        "IPV4/SR_TE_POLICY;{'distinguisher':1,'color':-9,'endpoint':'192.0.2.9'};up to 32 bits",
        "IPV4/SR_TE_POLICY;{'distinguisher':1,'color':1,'endpoint':'::1'};expected an IPv4 address",
        "IPV4/MCAST_VPN;{'type':'TREE'};there is no route type TREE",
        "IPV4/MCAST_VPN;{'type':'INTER_AS_PMSI','rd':'x','asn':1};expected a route distinguisher",
        "IPV4/MUP;{'type':'SESSION_2','rd':'1:1','endpoint':'10.0.0.1','teid':1,'teid_bits':33};"
            + "up to 32 bits",
        "L2VPN/VPLS;{'rd':'1:1'};expected one of",
        "L2VPN/VPLS;{'rd':'1:1','ve':1,'offset':1,'size':1,'base':1048576};base has 20 bits",
        "LS/LS;{'type':'NODE','protocol':'X','instance':1,'descriptors':[]};up to 8 bits",
        "LS/LS;{'type':'NODE','protocol':1,'instance':1,'descriptors':[{'name':'X'}]};there is no type X",
        "L2VPN/EVPNS;{'type':'MAC_IP'};read from their octets alone",
        "IPV4/L3VPN_FLOWSPEC;{'rd':'1:1'};missing: rule",
      })
  void fieldsThatMakeNoRouteAreAnError(String family, String route, String says) {
    String line = "{'attrs':{'MP_REACH':{'af':'" + family + "','nlri':[" + route + "]}}}";
    byte[] bytes = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThat(reader.read(bytes, 0, bytes.length)).isEqualTo(JsonReader.Outcome.ERROR);
    assertThat(reader.error()).contains(says);
  }

  private String read(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    assertThat(reader.read(bytes, 0, bytes.length))
        .as(() -> reader.error() + " in " + line)
        .isEqualTo(JsonReader.Outcome.MESSAGE);
    return Updates.hex(reader.message());
  }
}
