package io.sluice.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTest {
  @ParameterizedTest
  @CsvSource({
    "29, 1, false,",
    "28, 1, false, HEADER_LENGTH",
    "4096, 1, true,",
    "4097, 1, true, HEADER_LENGTH",
    "23, 2, false,",
    "22, 2, false, HEADER_LENGTH",
    "4096, 2, false,",
    "4097, 2, false, HEADER_LENGTH",
    "65535, 2, true,",
    "21, 3, false,",
    "20, 3, false, NOTIFICATION_LENGTH",
    "19, 4, false,",
    "20, 4, true, KEEPALIVE_LENGTH",
    "18, 4, true, KEEPALIVE_LENGTH",
    "23, 5, false,",
    "22, 5, false, HEADER_LENGTH",
    "65535, 5, true,",
    "19, 0, false, HEADER_TYPE",
    "19, 6, false, HEADER_TYPE",
    "18, 6, false, HEADER_LENGTH",
    "4097, 255, false, HEADER_LENGTH",
  })
  void lengthAndTypeAreCheckedAsRfc4271And8654Want(
      int length, int type, boolean extended, Flaw flaw) {
    BgpError error = Header.check(length, type, extended);
    assertThat(error == null ? null : error.flaw()).isEqualTo(flaw);
    if (error != null) {
      assertThat(error.code()).isEqualTo(Notification.HEADER_ERROR);
      assertThat(error.data()).isNotEmpty();
    }
  }

  @Test
  void aWrongMarkerIsFoundInEachOfItsOctets() {
    for (int i = 0; i < Header.MARKER_LENGTH; i++) {
      byte[] message = Header.keepalive();
      message[i] = (byte) 0xfe;
      assertThat(Header.markerOk(message, 0)).as("octet %s", i).isFalse();
      assertThat(Header.check(message, 0, message.length, false).flaw())
          .isEqualTo(Flaw.HEADER_MARKER);
    }
  }

  @Test
  void aMessageMustFillItsRange() {
    byte[] message = Header.write(MessageType.UPDATE, 4);
    assertThat(Header.check(message, 0, message.length, false)).isNull();
    assertThat(Header.check(message, 0, message.length - 1, false).flaw())
        .isEqualTo(Flaw.HEADER_TRUNCATED);
    assertThat(Header.check(message, 0, 18, false).flaw()).isEqualTo(Flaw.HEADER_TRUNCATED);
  }

  @Test
  void aKeepaliveIsItsHeader() {
    byte[] message = Header.keepalive();
    assertThat(message).hasSize(19);
    assertThat(Header.type(message, 0)).isEqualTo(MessageType.KEEPALIVE.code());
    assertThat(Header.check(message, 0, 19, false)).isNull();
    message[18] = 9;
    assertThat(Header.keepalive()[18]).isEqualTo((byte) 4);
  }
}
