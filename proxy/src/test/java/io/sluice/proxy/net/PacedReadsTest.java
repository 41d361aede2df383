package io.sluice.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.sluice.bgp.Header;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacedReadsTest {
  private long now = 1_000_000;
  private final EmbeddedChannel channel = new EmbeddedChannel(new PacedReads(() -> now, 10));

  PacedReadsTest() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private static ByteBuf keepalives(int count) {
    ByteBuf all = Unpooled.buffer();
    for (int i = 0; i < count; i++) {
      all.writeBytes(Header.keepalive());
    }
    return all;
  }

  private void pass(long millis) {
    for (long i = 0; i < millis; i += 10) {
      now += TimeUnit.MILLISECONDS.toNanos(10);
      channel.advanceTimeBy(10, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  /** How many messages have come on, each of them whole. */
  private int come() {
    int count = 0;
    for (ByteBuf one = channel.readInbound(); one != null; one = channel.readInbound()) {
      assertThat(one.readableBytes()).isEqualTo(Header.LENGTH);
      one.release();
      count++;
    }
    return count;
  }

  @Test
  void as_many_as_in_a_second_come_at_once_and_then_one_after_the_other() {
    channel.writeInbound(keepalives(25));
    assertThat(come()).isEqualTo(10);
    pass(500);
    assertThat(come()).isBetween(4, 5);
    pass(1000);
    assertThat(come()).isBetween(9, 11);
    pass(1000);
    channel.writeInbound(keepalives(3));
    assertThat(come()).isEqualTo(3);
  }

  @Test
  void a_message_that_came_in_two_parts_goes_on_whole() {
    ByteBuf octets = keepalives(14);
    channel.writeInbound(octets.readRetainedSlice(12 * Header.LENGTH + 7));
    assertThat(come()).isEqualTo(10);
    pass(300);
    assertThat(come()).isEqualTo(2);
    channel.writeInbound(octets);
    pass(500);
    assertThat(come()).isEqualTo(2);
  }

  @Test
  void who_does_not_read_gets_nothing_however_long() {
    channel.writeInbound(keepalives(12));
    assertThat(come()).isEqualTo(10);
    channel.config().setAutoRead(false);
    pass(5000);
    assertThat(come()).isZero();
    channel.config().setAutoRead(true);
    pass(20);
    assertThat(come()).isEqualTo(2);
  }

  @Test
  void octets_that_are_no_message_go_on_as_they_came() {
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[100]));
    ByteBuf all = channel.readInbound();
    assertThat(all.readableBytes()).isEqualTo(100);
    all.release();
  }

  @Test
  void the_last_words_of_an_end_that_is_gone_are_not_kept_back() {
    channel.writeInbound(keepalives(12));
    assertThat(come()).isEqualTo(10);
    channel.close();
    ByteBuf rest = channel.readInbound();
    assertThat(rest.readableBytes()).isEqualTo(2 * Header.LENGTH);
    rest.release();
  }
}
