package io.sluice.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Notification;
import io.sluice.proxy.kit.Updates;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FramerTest {
  private final List<byte[]> messages = new ArrayList<>();
  private BgpError error;

  private final FrameSink sink =
      new FrameSink() {
        @Override
        public void message(ByteBuf from, int index, int length, int type) {
          byte[] message = new byte[length];
          from.getBytes(index, message);
          assertThat(Header.type(message, 0)).isEqualTo(type);
          messages.add(message);
        }

        @Override
        public void broken(BgpError what) {
          assertThat(error).as("told once").isNull();
          error = what;
        }
      };

  private void feed(Framer framer, byte[] octets, int from, int to) {
    ByteBuf in = Unpooled.directBuffer(Math.max(1, to - from)).writeBytes(octets, from, to - from);
    framer.feed(in);
    in.release();
  }

  @Property(tries = 300)
  void messagesAreTheSameHoweverTheStreamIsCut(
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 3000) int longest,
      @ForAll long seed) {
    messages.clear();
    error = null;
    Random random = new Random(seed);
    Framer framer = new Framer(sink);
    framer.extended(true);
    List<byte[]> sent = new ArrayList<>();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      byte[] message =
          switch (random.nextInt(4)) {
            case 0 -> Header.keepalive();
            case 1 -> Updates.ofLength(27 + random.nextInt(65535 - 27));
            default -> Updates.number(i);
          };
      sent.add(message);
      stream.writeBytes(message);
    }
    byte[] all = stream.toByteArray();
    for (int at = 0; at < all.length; ) {
      int next = Math.min(all.length, at + 1 + random.nextInt(longest));
      feed(framer, all, at, next);
      at = next;
    }
    assertThat(error).isNull();
    assertThat(messages).usingElementComparator(java.util.Arrays::compare).isEqualTo(sent);
  }

  @Property(tries = 1000)
  void garbageEndsInOneErrorOrWaitsForMore(@ForAll byte[] garbage, @ForAll long seed) {
    messages.clear();
    error = null;
    Framer framer = new Framer(sink);
    Random random = new Random(seed);
    for (int at = 0; at < garbage.length; ) {
      int next = Math.min(garbage.length, at + 1 + random.nextInt(50));
      feed(framer, garbage, at, next);
      at = next;
    }
    assertThat(messages).isEmpty();
    if (garbage.length >= Header.LENGTH) {
      assertThat(error).isNotNull();
    }
  }

  @Test
  void aWrongMarkerIsNotSynchronized() {
    byte[] message = Header.keepalive();
    message[3] = 0;
    feed(new Framer(sink), message, 0, message.length);
    assertThat(error.code()).isEqualTo(Notification.HEADER_ERROR);
    assertThat(error.subcode()).isEqualTo(Notification.NOT_SYNCHRONIZED);
  }

  @Test
  void aLongMessageIsRefusedByItsHeaderUnlessExtendedMessagesAreAgreed() {
    byte[] message = Updates.ofLength(65535);
    feed(new Framer(sink), message, 0, Header.LENGTH);
    assertThat(error.subcode()).isEqualTo(Notification.BAD_LENGTH);
    error = null;
    Framer framer = new Framer(sink);
    framer.extended(true);
    feed(framer, message, 0, 100);
    feed(framer, message, 100, message.length);
    assertThat(error).isNull();
    assertThat(messages).hasSize(1);
  }

  @Test
  void nothingIsReadBehindAWrongHeader() {
    byte[] wrong = Header.write(MessageType.KEEPALIVE, 3);
    Framer framer = new Framer(sink);
    feed(framer, wrong, 0, wrong.length);
    feed(framer, Header.keepalive(), 0, Header.LENGTH);
    assertThat(messages).isEmpty();
    assertThat(error.subcode()).isEqualTo(Notification.BAD_LENGTH);
  }
}
