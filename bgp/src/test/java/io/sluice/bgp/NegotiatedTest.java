package io.sluice.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.cap.CapabilityValue;
import io.sluice.bgp.cap.CapabilityValue.AddPath;
import io.sluice.bgp.cap.CapabilityValue.ExtendedNextHop;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiatedTest {
  private static final int IPV4 = AddressFamily.IPV4_UNICAST.packed();

  @ParameterizedTest
  @CsvSource({
    "1, 1, false, false", // both receive only
    "2, 1, true, false",
    "1, 2, false, true",
    "3, 3, true, true",
    "3, 1, true, false",
    "2, 2, false, false",
    "4, 3, false, false", // a mode that is none
    "3, 255, false, false",
    "0, 3, false, false",
  })
  void pathIdentifiersGoWhereOneSendsAndTheOtherReceives(
      int left, int right, boolean toRight, boolean toLeft) {
    Negotiated n = Negotiated.of(addPath(left), addPath(right));
    assertThat(n.context(Direction.R).addPath(IPV4)).isEqualTo(toRight);
    assertThat(n.context(Direction.R).addPathIpv4Unicast()).isEqualTo(toRight);
    assertThat(n.context(Direction.L).addPath(IPV4)).isEqualTo(toLeft);
    assertThat(n.context(Direction.L).addPath(0x0201)).isFalse();
  }

  @Test
  void fourOctetNumbersNeedBothEnds() {
    Open old = open(90);
    assertThat(Negotiated.of(old, addPath(1)).as4()).isFalse();
    assertThat(Negotiated.of(old, addPath(1)).context(Direction.R).as4()).isFalse();
    assertThat(Negotiated.of(addPath(1), addPath(1)).as4()).isTrue();
  }

  @Test
  void theSmallerHoldTimeHolds() {
    assertThat(Negotiated.of(open(90), open(30)).holdTime()).isEqualTo(30);
    assertThat(Negotiated.of(open(90), open(30)).keepaliveTime()).isEqualTo(10);
    assertThat(Negotiated.of(open(90), open(0)).keepaliveTime()).isZero();
    assertThat(Negotiated.of(open(90), open(3)).keepaliveTime()).isEqualTo(1);
  }

  @Test
  void familiesAreThoseOfBothAndIpv4UnicastWhereNoneIsNamed() {
    Open both =
        open(
            90,
            new CapabilityValue.Multiprotocol(AddressFamily.IPV4_UNICAST),
            new CapabilityValue.Multiprotocol(AddressFamily.IPV6_UNICAST));
    assertThat(Negotiated.of(both, open(90)).families())
        .containsExactly(AddressFamily.IPV4_UNICAST);
    assertThat(Negotiated.of(both, both).families())
        .containsExactly(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
  }

  @Test
  void extendedMessagesAndNextHopsNeedBothEnds() {
    CapabilityValue nextHop = new ExtendedNextHop(List.of(new ExtendedNextHop.Entry(1, 1, 2)));
    CapabilityValue large = new CapabilityValue.Flag(CapabilityCode.EXTENDED_MESSAGE);
    Negotiated one = Negotiated.of(open(90, nextHop, large), open(90));
    assertThat(one.maxLength()).isEqualTo(4096);
    assertThat(one.context(Direction.R).extendedNextHop(IPV4)).isFalse();
    Negotiated two = Negotiated.of(open(90, nextHop, large), open(90, large, nextHop));
    assertThat(two.maxLength()).isEqualTo(65535);
    assertThat(two.context(Direction.L).extendedNextHop(IPV4)).isTrue();
  }

  @Test
  void routeRefreshMayBeThatOfOldRouters() {
    Open old = open(90, new CapabilityValue.Flag(CapabilityCode.PRESTANDARD_ROUTE_REFRESH));
    Open now = open(90, new CapabilityValue.Flag(CapabilityCode.ROUTE_REFRESH));
    assertThat(Negotiated.of(old, now).routeRefresh()).isTrue();
    assertThat(Negotiated.of(open(90), now).routeRefresh()).isFalse();
  }

  @Test
  void eachDirectionHasItsSender() {
    Open left = open(90);
    Open right = open(60);
    assertThat(Negotiated.of(left, right).sentIn(Direction.R)).isSameAs(left);
    assertThat(Negotiated.of(left, right).sentIn(Direction.L)).isSameAs(right);
  }

  private static Open addPath(int mode) {
    return open(
        90,
        new CapabilityValue.FourOctetAs(65001),
        new AddPath(List.of(new AddPath.Entry(AddressFamily.IPV4_UNICAST, mode))));
  }

  private static Open open(int holdTime, CapabilityValue... capabilities) {
    return Open.parse(
        Open.encode(
            65001, holdTime, 1, Stream.of(capabilities).map(CapabilityValue::encode).toList()));
  }
}
