package io.sluice.bgp.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Updates;
import io.sluice.bgp.attr.AttributeShapes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Octets to fields, fields to octets, octets to fields: the fields are the same both times,
 * whatever the octets were, or the fields say that they are none.
 */
final class DecodedRoundTrip {
  private static final DecodeContext ADD_PATH =
      DecodeContext.of(
          true,
          List.of(
              new AddressFamily(1, 5),
              new AddressFamily(1, 85),
              new AddressFamily(2, 73),
              new AddressFamily(1, 134),
              new AddressFamily(25, 65),
              new AddressFamily(16388, 71)),
          List.of());

  /** Families that are read back from their fields. */
  static final List<String> FAMILIES =
      List.of(
          "000105", "000205", "000155", "000255", "000149", "000249", "001941", "000184", "400447",
          "400448", "000186", "000286");

  private DecodedRoundTrip() {}

  /** Attributes with parts. */
  static List<Integer> codes() {
    return List.of(
        AttributeCode.AIGP,
        AttributeCode.PMSI_TUNNEL,
        AttributeCode.PREFIX_SID,
        AttributeCode.TUNNEL_ENCAPSULATION,
        AttributeCode.BGP_LS,
        AttributeCode.IPV6_EXTENDED_COMMUNITIES,
        AttributeCode.BFD_DISCRIMINATOR,
        AttributeCode.D_PATH);
  }

  static void routes(String family, String nlri, boolean withIds) {
    String value = family + "04 c0000201 00" + nlri;
    byte[] message = Updates.update("", Updates.attribute(0x80, 14, value), "");
    DecodeContext context = withIds ? ADD_PATH : DecodeContext.AS4;
    String data = DecodedCase.data(message, context);
    String fields = data.replaceFirst("\"data\":\"[0-9a-fx]*\",", "");
    byte[] again = read(fields, context);
    assertThat(DecodedCase.data(again, context).replaceFirst("\"data\":\"[0-9a-fx]*\",", ""))
        .isEqualTo(fields.replace("\"flags\":\"OX\"", flags(again)));
  }

  static void attribute(int code, String hex) {
    assertThat(AttributeShapes.of(code)).isNotNull();
    byte[] message = Updates.update("", Updates.attribute(0xc0, code, hex), "");
    String fields = withoutValue(DecodedCase.data(message, DecodeContext.AS4));
    if (fields.contains("\"decoded\":{\"why\"")) {
      return;
    }
    byte[] again = read(fields, DecodeContext.AS4);
    assertThat(withoutValue(DecodedCase.data(again, DecodeContext.AS4)))
        .isEqualTo(fields.replace("\"flags\":\"OTX\"", flags(again)));
  }

  /**
   * A value cut short at a length of 255 octets gives up the flag of long ones, and the reverse.
   */
  private static String flags(byte[] message) {
    String octet = Updates.hex(message).substring(46, 48);
    return switch (octet) {
      case "80" -> "\"flags\":\"O\"";
      case "90" -> "\"flags\":\"OX\"";
      case "c0" -> "\"flags\":\"OT\"";
      default -> "\"flags\":\"OTX\"";
    };
  }

  private static String withoutValue(String data) {
    return data.replaceFirst("\"value\":(\"[0-9a-fx]*\"|true),", "");
  }

  private static byte[] read(String line, DecodeContext context) {
    JsonReader reader = new JsonReader(context, context);
    byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
    assertThat(reader.read(bytes, 0, bytes.length))
        .as(() -> reader.error() + " at " + reader.column() + " in " + line)
        .isEqualTo(JsonReader.Outcome.MESSAGE);
    return reader.message();
  }
}
