package io.sluice.bgp.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Updates;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
  private final JsonReader reader = new JsonReader(DecodeContext.AS4, DecodeContext.AS2);

  @Test
  void aLineTellsWhoWhenAndWhat() {
    String line = "['L',9,'2024-02-29T23:59:59.001','KEEPALIVE',null,{'a':'b','ACTION':'DROP'}]";
    assertThat(read(line)).isEqualTo(JsonReader.Outcome.MESSAGE);
    assertThat(reader.direction()).isEqualTo(Direction.L);
    assertThat(reader.sequence()).isEqualTo(9);
    assertThat(reader.hasTime()).isTrue();
    assertThat(reader.timeMicros()).isEqualTo(1_709_251_199_001_000L);
    assertThat(reader.tags()).containsOnlyKeys("a");
    assertThat(reader.dropped()).isTrue();
    assertThat(reader.message()).hasSize(19);
  }

  @Test
  void nothingOfALineStaysForTheNext() {
    read("['L',9,'2024-02-29T23:59:59.001','UPDATE',{'attrs':{'MED':1}},{'a':'b'}]");
    assertThat(read("{'reach':['10.0.0.0/8']}")).isEqualTo(JsonReader.Outcome.MESSAGE);
    assertThat(reader.direction()).isNull();
    assertThat(reader.sequence()).isZero();
    assertThat(reader.hasTime()).isFalse();
    assertThat(reader.tags()).isEmpty();
    assertThat(reader.message()).hasSize(25);
  }

  @Test
  void linesThatSayTheSameOfTagsAndActionsShareWhatWasRead() {
    String line = "['R',%d,null,'KEEPALIVE',null,{'a':'b','ACTION':'DROP'}]";
    read(line.formatted(1));
    Map<String, String> first = reader.tags();
    read("['R',2,null,'KEEPALIVE',null,{'a':'c'}]");
    assertThat(reader.tags()).isEqualTo(Map.of("a", "c"));
    assertThat(reader.dropped()).isFalse();
    read(line.formatted(3));
    assertThat(reader.tags()).isSameAs(first).isUnmodifiable();
    assertThat(reader.dropped()).isTrue();
  }

  @Test
  void ofAValueThatStandsTwiceTheLastCounts() {
    read("{'attrs':{'COMMUNITY':{'flags':'OT','value':['1:1','1:2'],'value':['2:1']}}}");
    byte[] twice = reader.message();
    read("{'attrs':{'COMMUNITY':{'value':['1:1','1:2'],'value':['2:1'],'flags':'OT'}}}");
    assertThat(reader.message()).isEqualTo(twice);
    read("{'attrs':{'COMMUNITY':{'flags':'OT','value':['2:1']}}}");
    assertThat(reader.message()).isEqualTo(twice);
  }

  @Test
  void anAttributeThatStandsTwiceHasTheListsOfBoth() {
    String two = "'COMMUNITY':{'flags':'OT','value':['1:1']},'COMMUNITY':{'flags':'OT',";
    read("{'attrs':{" + two + "'value':['3:3'],'value':['2:1']}}}");
    byte[] both = reader.message();
    read("{'attrs':{'COMMUNITY':{'flags':'OT','value':['1:1','2:1']}}}");
    assertThat(reader.message()).isEqualTo(both);
  }

  @Test
  void aNotificationWithItsCodeInTagsComesBackWhole() {
    read("['R',1,null,'NOTIFY','\\u0003bye',{'NOTIFY_CODE':'6','NOTIFY_SUBCODE':'2'}]");
    assertThat(reader.message()).isEqualTo(Notification.cease(2, "bye"));
    assertThat(reader.tags()).isEmpty();
  }

  @Test
  void messagesToTheLeftAreWrittenInTheirOwnContext() {
    read("['L',1,null,'UPDATE',{'attrs':{'ASPATH':[65001,70000]}}]");
    assertThat(Updates.hex(reader.message()))
        .endsWith("400206" + "0202fde95ba0" + "c0110a" + "02020000fde900011170");
  }

  @Test
  void anOldPeerGetsWhatItsAttributesCannotHoldInAttributesOfTheirOwn() {
    read("['L',1,null,'UPDATE',{'attrs':{'AGGREGATOR':{'asn':70000,'addr':'192.0.2.1'}}}]");
    assertThat(Updates.hex(reader.message()))
        .endsWith("c00706" + "5ba0c0000201" + "c01208" + "00011170c0000201");
    read(
        "['L',1,null,'UPDATE',{'attrs':{'ASPATH':[1],'AGGREGATOR':{'asn':7,'addr':'192.0.2.1'}}}]");
    assertThat(Updates.hex(reader.message()))
        .endsWith("400204" + "02010001" + "c007060007c0000201");
    read("['L',1,null,'UPDATE',{'attrs':{'ASPATH':[70000],'AS4PATH':[80000]}}]");
    assertThat(Updates.hex(reader.message()))
        .endsWith("400204" + "02015ba0" + "801106020100013880");
  }

  @Test
  void whatTheMessageHasNoPlaceForIsCounted() {
    read("{'reach':['10.0.0.0/8','2001:db8::/32','#7#10.1.0.0/16'],'unreach':['2001:db8::/32']}");
    assertThat(reader.leftOutPrefixes()).isEqualTo(2);
    assertThat(reader.leftOutPathIds()).isEqualTo(1);
    assertThat(Updates.hex(reader.message())).endsWith("0000" + "0000" + "080a" + "100a01");
    read("{'attrs':{'MP_REACH':{'af':'IPV6/UNICAST','prefixes':['10.0.0.0/8','2001:db8::/32']}}}");
    assertThat(reader.leftOutPrefixes()).isEqualTo(1);
    assertThat(reader.leftOutPathIds()).isZero();
    read("{'reach':['10.0.0.0/8']}");
    assertThat(reader.leftOutPrefixes()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        "hello;1;a line begins with [",
        "[1];2;expected a direction in quotes",
        "['R',1;7;the line ends before ]",
        "{'reach':['10.0.0.0/33']};12;expected a prefix",
        "{'reach':['10.0.0.0/8',]};24;a comma with nothing behind it",
        "{'attrs':{'FOO':1}};17;there is no attribute FOO",
        "{'attrs':{'MED':-1}};17;expected a number from 0 to 4294967295",
        "{'attrs':{'ORIGIN':'igp'}};21;expected an origin",
        "['R',1,'2024-02-30T00:00:00.000'];9;expected a time",
        "['R',1,null,'NOTIFY',null];27;needs its body",
      })
  void theErrorPointsAtTheColumn(String line, int column, String says) {
    assertThat(read(line)).isEqualTo(JsonReader.Outcome.ERROR);
    assertThat(reader.error()).contains(says);
    assertThat(reader.column()).as(line).isEqualTo(column);
  }

  @Test
  void deepNestingIsRefusedNotFollowed() {
    assertThat(read("{'x':" + "[".repeat(100_000))).isEqualTo(JsonReader.Outcome.ERROR);
    assertThat(reader.error()).contains("nested deeper");
  }

  /** Reads a line in which ' stands for ". */
  private JsonReader.Outcome read(String line) {
    byte[] bytes = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, 0, bytes.length);
  }
}
