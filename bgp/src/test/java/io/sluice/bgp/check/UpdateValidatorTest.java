package io.sluice.bgp.check;

import static io.sluice.bgp.BgpError.Treatment.ATTRIBUTE_DISCARD;
import static io.sluice.bgp.BgpError.Treatment.SESSION_RESET;
import static io.sluice.bgp.BgpError.Treatment.TREAT_AS_WITHDRAW;
import static io.sluice.bgp.Updates.AS_PATH;
import static io.sluice.bgp.Updates.COMMUNITIES;
import static io.sluice.bgp.Updates.NEXT_HOP;
import static io.sluice.bgp.Updates.ORIGIN;
import static io.sluice.bgp.Updates.attribute;
import static io.sluice.bgp.Updates.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Update;
import io.sluice.bgp.Updates;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateValidatorTest {
  private static final String PATH = ORIGIN + AS_PATH + NEXT_HOP;
  private static final String ROUTE = "18 c00002";
  private static final String REACH6 = "0002 01 10 20010db8000000000000000000000001 00 20 20010db8";

  @Test
  void aSoundMessageHasNoErrors() {
    for (byte[] message :
        List.of(
            update("", PATH + COMMUNITIES, ROUTE),
            update("18 0a0102", "", ""),
            update("", "", ""),
            update("", attribute(0x80, 15, "000201"), ""),
            update("", ORIGIN + AS_PATH + attribute(0x80, 14, REACH6), ""))) {
      assertThat(validate(message, PeerRules.ANY)).isEqualTo(Validation.SOUND);
      assertThat(validate(message, PeerRules.external(65001)).sound()).isTrue();
    }
  }

  @ParameterizedTest(name = "{2} of {0} {1}")
  @CsvSource({
    "40, 01 00, ORIGIN_LENGTH",
    "40, 01 01 03, ORIGIN_VALUE",
    "40, 02 02 0200, AS_PATH_SEGMENT_EMPTY",
    "40, 02 06 0501 00000001, AS_PATH_SEGMENT_TYPE",
    "40, 02 06 0202 00000001, AS_PATH_SEGMENT_LENGTH",
    "40, 02 06 0201 00000000, AS_PATH_ZERO",
    "40, 03 03 c00002, NEXT_HOP_LENGTH",
    "40, 03 04 00000000, NEXT_HOP_VALUE",
    "40, 03 04 e0000001, NEXT_HOP_VALUE",
    "40, 03 04 7f000001, NEXT_HOP_VALUE",
    "80, 04 03 000001, MED_LENGTH",
    "40, 05 05 0000000001, LOCAL_PREF_LENGTH",
    "40, 06 01 00, ATOMIC_AGGREGATE_LENGTH",
    "c0, 07 06 fde9 c0000201, AGGREGATOR_LENGTH",
    "c0, 07 08 00000000 c0000201, AGGREGATOR_ZERO",
    "c0, 08 00, COMMUNITY_LENGTH",
    "c0, 08 05 0000000000, COMMUNITY_LENGTH",
    "80, 09 05 0000000000, ORIGINATOR_ID_LENGTH",
    "80, 0a 00, CLUSTER_LIST_LENGTH",
    "c0, 10 04 00000000, EXTENDED_COMMUNITY_LENGTH",
    "c0, 11 02 0200, AS4_PATH_MALFORMED",
    "c0, 12 06 fde9 c0000201, AS4_AGGREGATOR_LENGTH",
    "c0, 16 04 00000000, PMSI_TUNNEL_MALFORMED",
    "c0, 17 04 00010001, TUNNEL_ENCAPSULATION_MALFORMED",
    "c0, 19 08 0000000000000000, IPV6_EXTENDED_COMMUNITY_LENGTH",
    "80, 1a 03 01000a, AIGP_MALFORMED",
    "80, 1a 04 01 0004 00, AIGP_MALFORMED",
    "80, 1d 05 0001 0002 00, BGP_LS_MALFORMED",
    "c0, 20 04 00000000, LARGE_COMMUNITY_LENGTH",
    "c0, 23 03 000001, OTC_LENGTH",
    "c0, 24 02 0101, D_PATH_MALFORMED",
    "c0, 26 03 000000, BFD_DISCRIMINATOR_MALFORMED",
    "c0, 28 04 01 0002 00, PREFIX_SID_MALFORMED",
    "c0, 80 06 00000001 4001, ATTR_SET_MALFORMED",
    "c0, 01 01 00, ATTRIBUTE_FLAGS",
    "40, 08 04 00000001, ATTRIBUTE_FLAGS",
    "c0, 1a 0b 01 000b 0000000000000001, ATTRIBUTE_FLAGS_DISCARD",
    "40, 63 00, ATTRIBUTE_WELL_KNOWN_UNKNOWN",
  })
  void aMalformedAttributeIsFoundWithItsPlaceAndBytes(String flags, String rest, Flaw flaw) {
    String attribute = flags + rest;
    // Whatever it is, the rest of the message is sound, and the attribute the last.
    String others = "";
    others += rest.startsWith("01") ? "" : ORIGIN;
    others += rest.startsWith("02") ? "" : AS_PATH;
    others += rest.startsWith("03") ? "" : NEXT_HOP;
    byte[] message = update("", others + attribute, ROUTE);
    Validation validation = validate(message, PeerRules.ANY);
    assertThat(validation.errors()).extracting(BgpError::flaw).containsExactly(flaw);
    BgpError error = validation.errors().get(0);
    assertThat(error.offset()).isEqualTo(23 + Updates.bytes(others).length);
    assertThat(error.attribute()).isEqualTo(Updates.bytes(rest)[0] & 0xff);
    if (flaw.subcode() != 11) {
      assertThat(error.data()).isEqualTo(Updates.bytes(attribute));
    }
    assertThat(validation.treatment()).isEqualTo(flaw.treatment());
  }

  @Test
  void whatIsMissingIsToldForEach() {
    Validation validation = validate(update("", COMMUNITIES, ROUTE), PeerRules.internal());
    assertThat(validation.errors()).extracting(BgpError::flaw).containsOnly(Flaw.ATTRIBUTE_MISSING);
    assertThat(validation.errors()).extracting(BgpError::attribute).containsExactly(1, 2, 3, 5);
    assertThat(validation.treatment()).isEqualTo(TREAT_AS_WITHDRAW);
    assertThat(validate(update("", PATH, ROUTE), PeerRules.external(65001)).sound()).isTrue();
  }

  @Test
  void anExternalPeerHasNoBusinessWithSomeAttributes() {
    String internal = "400504 00000064" + "800904 0a000001" + "800a04 0a000002";
    Validation validation = validate(update("", PATH + internal, ROUTE), PeerRules.external(65001));
    assertThat(validation.errors())
        .extracting(BgpError::flaw)
        .containsExactly(
            Flaw.LOCAL_PREF_EXTERNAL, Flaw.ORIGINATOR_ID_EXTERNAL, Flaw.CLUSTER_LIST_EXTERNAL);
    assertThat(validation.treatment()).isEqualTo(ATTRIBUTE_DISCARD);
    assertThat(validate(update("", PATH + internal, ROUTE), PeerRules.internal()).sound()).isTrue();
  }

  @Test
  void thePathOfAnExternalPeerBeginsWithItsNumber() {
    assertThat(flaws(update("", PATH, ROUTE), PeerRules.external(65002)))
        .containsExactly(Flaw.AS_PATH_FIRST_AS);
    String empty = ORIGIN + "400200" + NEXT_HOP;
    assertThat(flaws(update("", empty, ROUTE), PeerRules.external(65002)))
        .containsExactly(Flaw.AS_PATH_FIRST_AS);
    assertThat(flaws(update("", empty, ROUTE), PeerRules.external(0))).isEmpty();
    String confed = ORIGIN + "400206 0301 0000fde9" + NEXT_HOP;
    assertThat(flaws(update("", confed, ROUTE), PeerRules.external(65001)))
        .containsExactly(Flaw.AS_PATH_CONFED);
    assertThat(flaws(update("", confed, ROUTE), PeerRules.ANY)).isEmpty();
  }

  @Test
  void routesThatDoNotParseEndTheSession() {
    assertReset(update("21 c000020100", "", ""), Flaw.WITHDRAWN_ROUTES);
    assertReset(update("", PATH, "18 c000"), Flaw.NLRI);
    String path = ORIGIN + AS_PATH;
    assertReset(update("", path + attribute(0x80, 14, "0002"), ""), Flaw.MP_REACH_LENGTH);
    assertReset(
        update("", path + attribute(0x80, 14, "0002 01 04 c0000201 00 20 20010db8"), ""),
        Flaw.MP_REACH_NEXT_HOP);
    assertReset(update("", path + attribute(0x80, 14, REACH6 + "81 00"), ""), Flaw.MP_REACH_NLRI);
    assertReset(update("", attribute(0x80, 15, "0002"), ""), Flaw.MP_UNREACH_LENGTH);
    assertReset(update("", attribute(0x80, 15, "000201 81"), ""), Flaw.MP_UNREACH_NLRI);
    String reach = attribute(0x80, 14, REACH6);
    assertReset(update("", path + reach + reach, ""), Flaw.MP_DUPLICATE);
  }

  private static void assertReset(byte[] message, Flaw flaw) {
    Validation validation = validate(message, PeerRules.ANY);
    assertThat(validation.errors()).extracting(BgpError::flaw).contains(flaw);
    assertThat(validation.treatment()).isEqualTo(SESSION_RESET);
    assertThat(validation.worst().treatment()).isEqualTo(SESSION_RESET);
  }

  @Test
  void allErrorsAreToldAndTheHardestTreatmentCounts() {
    Validation validation =
        validate(
            update(
                "",
                "40010103" + AS_PATH + NEXT_HOP + "400601 00" + COMMUNITIES + COMMUNITIES,
                ROUTE),
            PeerRules.ANY);
    assertThat(validation.errors())
        .extracting(BgpError::flaw)
        .containsExactly(Flaw.ORIGIN_VALUE, Flaw.ATOMIC_AGGREGATE_LENGTH, Flaw.ATTRIBUTE_DUPLICATE);
    assertThat(validation.treatment()).isEqualTo(TREAT_AS_WITHDRAW);
    assertThat(validation.worst().flaw()).isEqualTo(Flaw.ORIGIN_VALUE);
  }

  @Test
  void withoutRoutesToWithdrawAnErrorEndsTheSession() {
    // RFC 7606 5.2.
    assertThat(validate(update("", "40010103", ""), PeerRules.ANY).treatment())
        .isEqualTo(SESSION_RESET);
    assertThat(validate(update("", "400601 00", ""), PeerRules.ANY).treatment())
        .isEqualTo(ATTRIBUTE_DISCARD);
  }

  private static List<Flaw> flaws(byte[] message, PeerRules peer) {
    return validate(message, peer).errors().stream().map(BgpError::flaw).toList();
  }

  private static Validation validate(byte[] message, PeerRules peer) {
    return new UpdateValidator(peer).validate(Update.of(message, DecodeContext.AS4));
  }
}
