package io.sluice.mrt.feed;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Messages of a peer, and a feed of frames that are there already. */
final class Updates {
  private Updates() {}

  static Message of(byte[] octets) {
    Map<String, String> tags = Map.of("PEER_AS", "64500", "PEER_IP", "192.0.2.9");
    return new Message()
        .wrap(octets, 0, octets.length)
        .describe("", 0, Direction.R, 1, 1_700_000_000_000_000L, DecodeContext.AS4, tags);
  }

  static Feed feed(List<byte[]> frames) {
    Queue<byte[]> left = new ArrayDeque<>(frames);
    return new Feed() {
      @Override
      public Frame next() {
        return Frame.of(left.remove());
      }

      @Override
      public void renew(String reason) {
        throw new IllegalStateException(reason);
      }

      @Override
      public void close() {
        left.clear();
      }
    };
  }
}
