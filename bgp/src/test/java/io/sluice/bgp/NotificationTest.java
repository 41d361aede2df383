package io.sluice.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationTest {
  @Test
  void aShutdownCommunicationComesBackAsItWasSent() {
    byte[] cease = Notification.cease(Notification.ADMINISTRATIVE_SHUTDOWN, "maintenance, 2 h – é");
    assertThat(Header.check(cease, 0, cease.length, false)).isNull();
    assertThat(Notification.code(cease)).isEqualTo(Notification.CEASE);
    assertThat(Notification.communication(cease)).isEqualTo("maintenance, 2 h – é");
    assertThat(Notification.describe(cease))
        .isEqualTo("Cease/Administrative Shutdown: maintenance, 2 h – é");
  }

  @Test
  void aLongCommunicationIsCutBetweenCharacters() {
    for (int length = 250; length < 262; length++) {
      String text = "x".repeat(length) + "é€😀";
      byte[] cease = Notification.cease(Notification.ADMINISTRATIVE_RESET, text);
      String sent = Notification.communication(cease);
      assertThat(sent).isNotNull();
      assertThat(text).startsWith(sent);
      assertThat(sent.getBytes(StandardCharsets.UTF_8).length).isBetween(250, 255);
    }
  }

  @Test
  void onlyShutdownAndResetCarryACommunication() {
    byte[] cease = Notification.cease(Notification.MAXIMUM_PREFIXES, "too many");
    assertThat(cease).hasSize(21);
    assertThat(Notification.communication(cease)).isNull();
  }

  @Test
  void aCommunicationThatIsCutOrNoUtf8IsNone() {
    assertThat(Notification.communication(Notification.encode(6, 2, (byte) 5, (byte) 'a')))
        .isNull();
    assertThat(Notification.communication(Notification.encode(6, 2, (byte) 1, (byte) 0xff)))
        .isNull();
    assertThat(Notification.communication(Notification.encode(6, 2, (byte) 0))).isEmpty();
    assertThat(Notification.communication(Notification.encode(6, 2))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, Message Header Error/Connection Not Synchronized",
    "2, 11, OPEN Message Error/Role Mismatch",
    "2, 8, OPEN Message Error/8",
    "3, 11, UPDATE Message Error/Malformed AS_PATH",
    "4, 0, Hold Timer Expired",
    "6, 10, Cease/BFD Down",
    "6, 99, Cease/99",
    "8, 0, Send Hold Timer Expired",
    "0, 0, code 0",
    "200, 201, code 200/201",
  })
  void codesHaveNamesAndUnknownOnesTheirNumbers(int code, int subcode, String name) {
    assertThat(Notification.name(code, subcode)).isEqualTo(name);
  }

  @Test
  void everyFlawThatThePeerIsToldOfHasAName() {
    for (Flaw flaw : Flaw.values()) {
      if (flaw.code() != 0) {
        assertThat(Notification.name(flaw.code(), flaw.subcode())).doesNotStartWith("code");
        assertThat(BgpError.at(flaw, 0).notification()).hasSize(21);
      }
    }
  }

  @Test
  void aMessageWithoutACodeIsDescribedAllTheSame() {
    assertThat(Notification.describe(Header.keepalive())).isEqualTo("NOTIFICATION without a code");
  }
}
