package io.sluice.bgp.json;

import static io.sluice.bgp.Updates.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Message;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.bgp.Updates;
import io.sluice.bgp.cap.CapabilityValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullJsonTest {
  private static final String RD = "0000fde800000001";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "multicast;000102;18 c00002;{'prefix':'192.0.2.0/24'}",
        "labelled;000104;30 000641 c00002;{'labels':[100],'prefix':'192.0.2.0/24'}",
        "two labels;000204;50 000640 000c81 20010db8;{'labels':[100,200],'prefix':'2001:db8::/32'}",
        "VPNv4;000180;70 000641 0000fde800000001 c00002;"
            + "{'labels':[100],'rd':'65000:1','prefix':'192.0.2.0/24'}",
        "EVPN 1;001946;01 19 0000fde800000001 00112233445566778899 00000005 000641;"
            + "{'type':'AUTO_DISCOVERY','rd':'65000:1','esi':'0x00112233445566778899','tag':5,'labels':[1601]}",
        "EVPN 2;001946;02 25 0000fde800000001 00000000000000000000 00000064 30 0a0b0c0d0e0f 20 c0000201 000010;"
            + "{'type':'MAC_IP','rd':'65000:1','esi':'0x00000000000000000000','tag':100,"
            + "'mac':'0a:0b:0c:0d:0e:0f','ip':'192.0.2.1','labels':[16]}",
        "EVPN 3;001946;03 11 0000fde800000001 00000000 20 c0000201;"
            + "{'type':'INCLUSIVE_MULTICAST','rd':'65000:1','tag':0,'ip':'192.0.2.1'}",
        "EVPN 4;001946;04 17 0001c00002010007 00112233445566778899 20 c0000201;"
            + "{'type':'ETHERNET_SEGMENT','rd':'192.0.2.1:7','esi':'0x00112233445566778899','ip':'192.0.2.1'}",
        "EVPN 5;001946;05 22 0002000100000007 00000000000000000000 00000000 18 c0000200 00000000 000641;"
            + "{'type':'IP_PREFIX','rd':'65536:7','esi':'0x00000000000000000000','tag':0,"
            + "'prefix':'192.0.2.0/24','gateway':'0.0.0.0','labels':[1601]}",
        "EVPN unknown type;001946;0b 02 0102;{'raw':'0x0b020102','why':'no decoder for route type 11'}",
        "EVPN cut;001946;02 03 010203;{'raw':'0x0203010203','why':'malformed route'}",
        "route target;000184;60 0000fde8 0002fde800000064 00;"
            + "{'asn':65000,'target':{'type':'TARGET','value':'65000:100'}},{'all':true}",
        "VPLS;001941;0011 0000fde800000001 0001 0002 000a 000641;"
            + "{'rd':'65000:1','ve':1,'offset':2,'size':10,'base':100}",
        "BGP-LS cut;400447;0001 0001 02;"
            + "{'raw':'0x0001000102','why':'instance of 8 octets does not fit'}",
        "unknown family;000163;0102;{'raw':'0x0102','why':'no decoder for this family'}",
        "overrun;000180;70 000641;{'raw':'0x70000641','why':'the route overruns its field'}",
      })
  void routesOfOtherFamiliesStandBesideTheirOctets(
      String name, String family, String nlri, String decoded) {
    String reach = attribute(0x80, 14, family + "04 c0000201 00" + nlri);
    assertThat(data(Updates.update("", reach, "")))
        .contains("\"data\":\"0x" + nlri.replace(" ", "") + "\",\"nlri\":[" + json(decoded) + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "04;c0000201;'nexthop':'192.0.2.1'",
        "0c;0000000000000000c0000201;'nexthop':'192.0.2.1'",
        "18;000000000000000020010db8000000000000000000000001;'nexthop':'2001:db8::1'",
        "20;20010db8000000000000000000000001fe800000000000000000000000000002;"
            + "'nexthop':'2001:db8::1','link-local':'fe80::2'",
      })
  void theirNextHopStandsBesideItsOctets(String length, String octets, String decoded) {
    String reach = attribute(0x80, 14, "000180" + length + octets + "00 70 000641" + RD + "c00002");
    assertThat(data(Updates.update("", reach, "")))
        .contains(json(decoded) + ",\"nh\":\"0x" + octets + "\"");
  }

  @Test
  void theLabelFieldOfAWithdrawalIsNoStack() {
    String unreach = attribute(0x80, 15, "000180 70 800000" + RD + "c00002");
    assertThat(data(Updates.update("", unreach, "")))
        .contains(json("'nlri':[{'labels':[524288],'rd':'65000:1','prefix':'192.0.2.0/24'}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "26;01 000b 00000000000003e8;{'metric':1000}",
        "22;01 06 000641 c0000201;{'flags':'L','type':'INGRESS_REPLICATION','label':1601,'tunnel':'192.0.2.1'}",
        "40;01 0007 00000000000064;[{'type':1,'name':'LABEL_INDEX','value':{'flags':'0x0000','index':100}}]",
        "23;0063 0004 01020102;[{'type':99,'value':[{'type':1,'name':'ENCAPSULATION','value':'0x0102'}]}]",
        "99;0102;null",
        "25;0002 20010db8000000000000000000000001 0064;"
            + "[{'type':'0x0002','address':'2001:db8::1','value':100}]",
        "38;01 0000000a;{'mode':1,'discriminator':10}",
      })
  void attributesStandBesideTheirOctets(int code, String value, String decoded) {
    assertThat(data(Updates.update("", attribute(0xc0, code, value), "")))
        .contains("\"value\":\"0x" + value.replace(" ", "") + "\",\"decoded\":" + json(decoded));
  }

  @Test
  void anAttributeThatDoesNotDecodeKeepsItsOctetsAndSaysWhy() {
    assertThat(data(Updates.update("", attribute(0xc0, 26, "01 000b 00"), "")))
        .endsWith(
            json(
                "'AIGP':{'flags':'OT','value':'0x01000b00',"
                    + "'decoded':{'why':'metric of 8 octets does not fit'}}}}"));
    assertThat(data(Updates.update("", attribute(0xc0, 40, "01 0007 00"), "")))
        .endsWith(json("'decoded':[{'raw':'0x01000700','why':'longer than what is left'}]}}}"));
  }

  @Test
  void capabilitiesAreDecodedBesideTheirOctets() {
    byte[] open =
        Open.encode(
            65001,
            90,
            1,
            List.of(
                new CapabilityValue.GracefulRestart(
                        8,
                        120,
                        List.of(
                            new CapabilityValue.GracefulRestart.Entry(
                                AddressFamily.IPV4_UNICAST, 0x80)))
                    .encode(),
                new CapabilityValue.SoftwareVersion("x/1").encode()));
    assertThat(data(open))
        .contains(json("'GRACEFUL_RESTART':'0x807800010180'"))
        .endsWith(
            json(
                "'decoded':{'GRACEFUL_RESTART':{'restarted':true,'notification':false,'time':120,"
                    + "'families':[{'af':'IPV4/UNICAST','preserved':true}]},'VERSION':'x/1'}}"));
  }

  @Test
  void aSetOfAttributesHasThemInTheirOwnForm() {
    String set =
        "0000fde8" + Updates.ORIGIN + "400206 0201 00010000" + "400504 00000064" + "801a03 010203";
    assertThat(data(Updates.update("", attribute(0xc0, 128, set), "")))
        .endsWith(
            json(
                "'decoded':{'asn':65000,'attrs':{'ORIGIN':{'flags':'T','value':'IGP'},"
                    + "'ASPATH':{'flags':'T','value':[65536]},'LOCALPREF':{'flags':'T','value':100},"
                    + "'AIGP':{'flags':'O','value':'0x010203'}}}}}}"));
    assertThat(data(Updates.update("", attribute(0xc0, 128, "0000fde8 40050300"), "")))
        .endsWith(json("'decoded':{'why':'path attribute 5 longer than the attributes'}}}}"));
    assertThat(data(Updates.update("", attribute(0xc0, 128, "0000"), "")))
        .endsWith(json("'decoded':{'why':'AS number of 4 octets does not fit'}}}}"));
  }

  @Test
  void aSetOfAttributesGivenByThemHasTheSameOctets() {
    String set = "0000fde8" + Updates.ORIGIN + "400206 0201 00010000" + "800504 00000064";
    byte[] message = Updates.update("", attribute(0xc0, 128, set), "");
    String fields = data(message).replaceFirst("\"value\":\"0x0000fde8[0-9a-f]*\",", "");
    assertThat(fields).contains(json("'SET':{'flags':'OT','decoded':{'asn':65000,"));
    byte[] line = fields.getBytes(StandardCharsets.US_ASCII);
    JsonReader reader = new JsonReader(DecodeContext.AS2, DecodeContext.AS2);
    reader.read(line, 0, line.length);
    assertThat(reader.error()).isNull();
    assertThat(reader.message()).isEqualTo(message);
  }

  @Test
  void capabilitiesThatDoNotDecodeSayWhy() {
    byte[] open =
        Open.encode(
            65001,
            90,
            1,
            List.of(
                new Open.Capability(64, new byte[] {0}),
                new Open.Capability(74, new byte[0]),
                new Open.Capability(200, new byte[] {1})));
    assertThat(data(open))
        .contains(json("'GRACEFUL_RESTART':'0x00','BFD':true,'CAP_200':'0x01'"))
        .endsWith(
            json(
                "'decoded':{'GRACEFUL_RESTART':{'why':'the length is none that its parts can have'},"
                    + "'CAP_200':null}}"));
  }

  @Test
  void aNotificationHasItsCodeInTagsAndComesBackWhole() {
    byte[] cease = Notification.cease(2, "bye");
    AsciiBuffer out = new AsciiBuffer();
    new JsonWriter(true).write(message(cease), out);
    assertThat(out.toString())
        .endsWith(json("'NOTIFY','\\u0003bye',{'NOTIFY_CODE':'6','NOTIFY_SUBCODE':'2'}]\n"));
    JsonReader reader = new JsonReader(DecodeContext.AS4, DecodeContext.AS4);
    reader.read(out.buffer(), 0, out.size());
    assertThat(reader.message()).isEqualTo(cease);
  }

  @Test
  void aMessageThatDoesNotDecodeStandsAsOctetsWithTheReason() {
    byte[] bad = Updates.update("", "40010103 01", "");
    AsciiBuffer out = new AsciiBuffer();
    JsonWriter writer = new JsonWriter();
    BgpError error = writer.write(message(bad), out);
    assertThat(out.size()).isZero();
    writer.writeBad(message(bad), error, out);
    assertThat(out.toString())
        .isEqualTo(
            json(
                "['R',1,'1970-01-01T00:00:00.000','UPDATE','0x000000054001010301',"
                    + "{'PARSE_ERROR':'path attribute cut short at offset 27 (RFC 7606 4, "
                    + "UPDATE Message Error/Malformed Attribute List)'}]\n"));
    JsonReader reader = new JsonReader(DecodeContext.AS4, DecodeContext.AS4);
    reader.read(out.buffer(), 0, out.size());
    assertThat(reader.message()).isEqualTo(bad);
    byte[] unknown = Updates.update("", "", "");
    unknown[18] = 9;
    writer.writeBad(message(unknown), BgpError.at(Flaw.HEADER_TYPE, 18), out.clear());
    reader.read(out.buffer(), 0, out.size());
    assertThat(reader.message()).isEqualTo(unknown);
  }

  private static String data(byte[] bytes) {
    AsciiBuffer out = new AsciiBuffer();
    assertThat(new JsonWriter(true).writeData(message(bytes), out)).isNull();
    return out.toString();
  }

  private static Message message(byte[] bytes) {
    return new Message()
        .wrap(bytes, 0, bytes.length)
        .describe("", 0, Direction.R, 1, 0, DecodeContext.AS4, Map.of());
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
