package io.sluice.bgp;

import static io.sluice.bgp.Updates.AS_PATH;
import static io.sluice.bgp.Updates.COMMUNITIES;
import static io.sluice.bgp.Updates.NEXT_HOP;
import static io.sluice.bgp.Updates.ORIGIN;
import static io.sluice.bgp.Updates.attribute;
import static io.sluice.bgp.Updates.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private static final String PATH = ORIGIN + AS_PATH + NEXT_HOP;
  private static final String NH6 = "0002 01 10 20010db8000000000000000000000001 00";
  private static final IntPredicate ALL = place -> true;
  private static final IntPredicate NONE = place -> false;
  private static final String A = "20 20010db8";
  private static final String B = "20 20010db9";

  @Test
  void aRefusedRouteOfTheBodyIsWithdrawnAndTheOthersStay() {
    byte[] message = update("18 c63364", PATH, "18 cb0071 18 c00002");
    assertThat(apply(message, i -> i == 0, false))
        .containsExactly(update("18 c63364 18 cb0071", PATH, "18 c00002"));
  }

  @Test
  void withoutAnyRouteLeftTheAttributesAreLeftOut() {
    byte[] message = update("", PATH + COMMUNITIES, "18 cb0071 18 c00002");
    assertThat(apply(message, ALL, false)).containsExactly(update("18 cb0071 18 c00002", "", ""));
  }

  @Test
  void silentRemovalLeavesNothingOfAMessageWithOneRoute() {
    assertThat(apply(update("", PATH, "18 cb0071"), ALL, true)).isEmpty();
  }

  @Test
  void aRefusedRouteOfAnotherFamilyMovesIntoAnMpUnreachInFront() {
    byte[] message = update("", PATH + attribute(0x80, 14, NH6 + A + B) + COMMUNITIES, "");
    assertThat(apply(message, i -> i == 1, false))
        .containsExactly(
            update(
                "",
                attribute(0x80, 15, "000201" + B)
                    + PATH
                    + attribute(0x80, 14, NH6 + A)
                    + COMMUNITIES,
                ""));
  }

  @Test
  void anMpUnreachOfTheSameFamilyTakesTheRefusedRoutesIn() {
    String unreach = attribute(0x80, 15, "000201 20 20010dba");
    byte[] message = update("", unreach + attribute(0x80, 14, NH6 + A) + PATH, "");
    assertThat(apply(message, ALL, false))
        .containsExactly(update("", attribute(0x80, 15, "000201 20 20010dba" + A), ""));
  }

  @Test
  void twoFamiliesOfWithdrawalsTakeTwoMessages() {
    String unreach = attribute(0x80, 15, "000102 18 cb0071");
    byte[] message = update("", PATH + attribute(0x80, 14, NH6 + A + B) + unreach, "");
    assertThat(apply(message, i -> i == 0, false))
        .containsExactlyInAnyOrder(
            update("", attribute(0x80, 15, "000201" + A), ""),
            update("", attribute(0x80, 15, "000102 18 cb0071"), ""),
            update("", PATH + attribute(0x80, 14, NH6 + B), ""));
  }

  @Test
  void aRouteThatCannotBeToldApartIsWithdrawnWhole() {
    String nlri = "0102030405";
    byte[] message = update("", PATH + attribute(0x80, 14, "4004 63 00 00" + nlri), "");
    assertThat(apply(message, ALL, false))
        .containsExactly(update("", attribute(0x80, 15, "4004 63" + nlri), ""));
  }

  @Test
  void theLabelsOfARefusedVpnRouteGiveWayToTheWithdrawalField() {
    String rd = "0000fde900000001";
    String head = "0001 80 0c 0000000000000000 c0000201 00";
    String two = "88 000100 000111" + rd + "0a0100";
    byte[] message = update("", PATH + attribute(0xc0, 14, head + two), "");
    assertThat(apply(message, ALL, false))
        .containsExactly(update("", attribute(0x80, 15, "0001 80 70 800000" + rd + "0a0100"), ""));
  }

  @Test
  void aWithdrawalCanBeLeftOutButNeverBecomesAnEndOfRib() {
    byte[] message = update("", attribute(0x80, 15, "000201" + A), "");
    assertThat(Refusal.apply(view(message), NONE, ALL, false, 4096).messages()).isEmpty();
  }

  @Test
  void nothingRefusedIsTheSameMessage() {
    byte[] message = update("18 c63364", PATH + "900f0006 000201 10 2001" + "c063", "18 cb0071");
    assertThat(apply(message, NONE, false)).containsExactly(message);
  }

  @Test
  void aMessageThatGrowsOverTheMaximumIsSplit() {
    StringBuilder nlri = new StringBuilder();
    for (int i = 0; i < 450; i++) {
      nlri.append("40 20010db8%08x".formatted(i));
    }
    byte[] message = update("", PATH + attribute(0x80, 14, NH6 + nlri), "");
    assertThat(message.length).isBetween(4090, 4140);
    List<byte[]> messages = apply(message, i -> i % 2 == 0, false, 4096);
    assertThat(messages).hasSizeGreaterThan(1).allMatch(m -> m.length <= 4096);
    int announced = 0;
    int withdrawn = 0;
    for (byte[] m : messages) {
      announced += octets(view(m), AttributeCode.MP_REACH_NLRI);
      withdrawn += octets(view(m), AttributeCode.MP_UNREACH_NLRI);
    }
    assertThat(announced).isEqualTo(225 * 9);
    assertThat(withdrawn).isEqualTo(225 * 9);
  }

  @Test
  void pathIdentifiersMoveWithTheirRoutes() {
    DecodeContext context = DecodeContext.of(true, List.of(AddressFamily.IPV4_UNICAST), List.of());
    byte[] message = update("", PATH, "00000007 18 cb0071 00000008 18 cb0071");
    Update view = Update.of(message, context);
    assertThat(Refusal.apply(view, i -> i == 1, NONE, false, 4096).messages())
        .containsExactly(update("00000008 18 cb0071", PATH, "00000007 18 cb0071"));
  }

  @Test
  void malformedRoutesAreAnErrorWithTheirOffset() {
    byte[] message = update("", PATH, "18 cb0071 20 cb00");
    var result = Refusal.apply(view(message), ALL, NONE, false, 4096);
    assertThat(result.error().flaw()).isEqualTo(Flaw.NLRI);
    assertThat(result.error().offset()).isEqualTo(message.length - 3);
    assertThat(result.messages()).containsExactly(update("18 cb0071", "", ""));
  }

  @Test
  void attributesThatLeaveNoRoomTurnTheAnnouncementsIntoWithdrawals() {
    String big = attribute(0xc0, 99, "00".repeat(4100));
    byte[] message = update("", PATH + big, "18 cb0071 18 c00002");
    assertThat(apply(message, i -> i == 0, false))
        .containsExactly(update("18 cb0071 18 c00002", "", ""));
  }

  private static List<byte[]> apply(byte[] message, IntPredicate refused, boolean silent) {
    return apply(message, refused, silent, 4096);
  }

  private static List<byte[]> apply(byte[] message, IntPredicate refused, boolean silent, int max) {
    return Refusal.apply(view(message), refused, NONE, silent, max).messages();
  }

  private static int octets(Update update, int code) {
    int i = update.find(code);
    return i < 0 ? 0 : update.end(i) - update.nlriStart(i);
  }

  private static Update view(byte[] message) {
    return Update.of(message, DecodeContext.AS4);
  }
}
