package io.sluice.proxy.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.bgp.wire.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a speaker answers to an end that does not speak BGP as RFC 4271 wants it. */
class SpeakerErrorsTest {
  private Speaker speaker;
  private RawPeer raw;

  @BeforeEach
  void start() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    speaker = new Speaker(SpeakerConfig.listen(any, 64501, "192.0.2.1").withHoldTime(3)).start();
    raw = RawPeer.dial(speaker.address());
  }

  @AfterEach
  void stop() throws Exception {
    raw.close();
    speaker.close();
  }

  private String answer() throws Exception {
    byte[] notification = raw.receive(MessageType.NOTIFICATION.code());
    assertThat(raw.receive()).as("what follows the NOTIFICATION").isNull();
    return Notification.describe(notification);
  }

  @Test
  void aWrongMarkerEndsTheSession() throws Exception {
    byte[] message = Header.keepalive();
    message[3] = 0;
    raw.send(message);
    assertThat(answer()).isEqualTo("Message Header Error/Connection Not Synchronized");
  }

  @Test
  void aLengthOutOfRangeEndsTheSession() throws Exception {
    byte[] message = Header.keepalive();
    message[17] = 18;
    raw.send(message);
    assertThat(answer()).isEqualTo("Message Header Error/Bad Message Length");
  }

  @Test
  void anUnknownTypeEndsTheSession() throws Exception {
    raw.handshake(90);
    byte[] message = Header.keepalive();
    message[18] = 9;
    raw.send(message);
    assertThat(answer()).isEqualTo("Message Header Error/Bad Message Type");
  }

  @Test
  void anUpdateBeforeTheOpenIsOutOfPlace() throws Exception {
    raw.send(Header.write(MessageType.UPDATE, 4));
    assertThat(answer())
        .isEqualTo("Finite State Machine Error/Receive Unexpected Message in OpenSent State");
  }

  @Test
  void anUpdateBeforeTheKeepaliveIsOutOfPlace() throws Exception {
    raw.send(Open.encode(64500, 90, 0x0a000002, List.of()));
    raw.send(Header.write(MessageType.UPDATE, 4));
    assertThat(answer())
        .isEqualTo("Finite State Machine Error/Receive Unexpected Message in OpenConfirm State");
  }

  @Test
  void aSecondOpenIsOutOfPlace() throws Exception {
    raw.handshake(90);
    raw.send(Open.encode(64500, 90, 0x0a000002, List.of()));
    assertThat(answer())
        .isEqualTo("Finite State Machine Error/Receive Unexpected Message in Established State");
  }

  @Test
  void anUnacceptableHoldTimeIsRefused() throws Exception {
    raw.send(Open.encode(64500, 1, 0x0a000002, List.of()));
    assertThat(answer()).isEqualTo("OPEN Message Error/Unacceptable Hold Time");
  }

  @Test
  void silenceEndsTheSessionAfterTheHoldTime() throws Exception {
    raw.handshake(90);
    long before = System.nanoTime();
    assertThat(answer()).isEqualTo("Hold Timer Expired");
    assertThat((System.nanoTime() - before) / 1e9).isBetween(2.5, 6.0);
  }

  @Test
  void withdrawnRoutesLongerThanTheMessageEndTheSession() throws Exception {
    raw.handshake(90);
    byte[] message = Header.write(MessageType.UPDATE, 4);
    Bytes.putU16(message, 19, 400);
    raw.send(message);
    assertThat(answer()).isEqualTo("UPDATE Message Error/Malformed Attribute List");
  }

  @Test
  void halfAMessageWaitsForItsOtherHalf() throws Exception {
    byte[] open = Open.encode(64500, 90, 0x0a000002, List.of());
    raw.send(java.util.Arrays.copyOf(open, 25));
    Thread.sleep(300);
    raw.send(java.util.Arrays.copyOfRange(open, 25, open.length));
    assertThat(raw.receive(MessageType.KEEPALIVE.code())).isNotNull();
  }
}
