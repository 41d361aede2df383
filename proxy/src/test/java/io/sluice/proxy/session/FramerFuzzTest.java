package io.sluice.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Header;

/** Whatever a peer sends, in whatever pieces: whole messages with right headers, or one error. */
class FramerFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void octetsBecomeMessagesOrOneError(byte[] octets) {
    int[] taken = new int[2];
    Framer framer =
        new Framer(
            new FrameSink() {
              @Override
              public void message(ByteBuf from, int index, int length, int type) {
                assertThat(taken[1]).as("nothing comes behind an error").isZero();
                assertThat(Header.check(length, type, true)).isNull();
                taken[0] += length;
              }

              @Override
              public void broken(BgpError error) {
                taken[1]++;
                assertThat(error.notification()).hasSizeGreaterThanOrEqualTo(21);
              }
            });
    framer.extended(octets.length % 2 == 0);
    int piece = octets.length == 0 ? 1 : 1 + (octets[octets.length - 1] & 0x3f);
    for (int at = 0; at < octets.length; at += piece) {
      framer.feed(Unpooled.wrappedBuffer(octets, at, Math.min(piece, octets.length - at)));
    }
    assertThat(taken[0]).isLessThanOrEqualTo(octets.length);
    assertThat(taken[1]).isLessThanOrEqualTo(1);
  }
}
