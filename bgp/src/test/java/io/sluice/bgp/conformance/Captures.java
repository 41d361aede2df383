package io.sluice.bgp.conformance;

import io.sluice.bgp.Header;
import io.sluice.bgp.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** TCP segments with a payload out of captures, pcap or pcapng, over whatever link there is. */
final class Captures {
  private static final int IPV4 = 4;
  private static final int TCP = 6;
  private static final int SHORTEST = 44;

  // Types of links, and of what a frame holds.
  private static final int LOOPBACK = 0;
  private static final int ETHERNET = 1;
  private static final int PPP = 9;
  private static final int CISCO_HDLC = 104;
  private static final int LINUX_COOKED = 113;
  private static final int LINUX_COOKED_2 = 276;
  private static final int VLAN = 0x8100;
  private static final int MPLS = 0x8847;
  private static final int PPP_MPLS = 0x0281;

  /** A segment: who sends to whom, its number, and what it carries. */
  record Segment(String flow, long sequence, byte[] payload) {}

  private final List<Segment> segments = new ArrayList<>();
  private int link;

  private Captures() {}

  /** The segments of a capture, as captured. */
  static List<Segment> segments(Path file) throws IOException {
    Captures captures = new Captures();
    ByteBuffer in;
    try (InputStream plain = Compressed.open(file)) {
      in = ByteBuffer.wrap(plain.readAllBytes());
    }
    int magic = in.getInt(0);
    if (magic == 0x0a0d0d0a) {
      captures.blocks(in);
    } else {
      boolean little = (magic & 0xff) == 0xa1;
      captures.records(in.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN));
    }
    return captures.segments;
  }

  private void records(ByteBuffer in) {
    link = in.getInt(20) & 0xffff;
    for (int at = 24; at + 16 <= in.limit(); ) {
      int length = in.getInt(at + 8);
      if (length < 0 || length > in.limit() - at - 16) {
        return;
      }
      frame(Arrays.copyOfRange(in.array(), at + 16, at + 16 + length));
      at += 16 + length;
    }
  }

  private void blocks(ByteBuffer in) {
    for (int at = 0; at + 12 <= in.limit(); ) {
      int type = in.getInt(at);
      if (type == 0x0a0d0d0a) {
        boolean little = in.order(ByteOrder.LITTLE_ENDIAN).getInt(at + 8) == 0x1a2b3c4d;
        in.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      } else if (type == 1) {
        link = in.getShort(at + 8);
      } else if (type == 6) {
        frame(Arrays.copyOfRange(in.array(), at + 28, at + 28 + in.getInt(at + 20)));
      } else if (type == 3) {
        frame(Arrays.copyOfRange(in.array(), at + 12, at + in.getInt(at + 4) - 4));
      }
      at += in.getInt(at + 4);
    }
  }

  /** Finds the IP packet behind the link's header. */
  private void frame(byte[] b) {
    if (b.length < SHORTEST) {
      return;
    }
    int at =
        switch (link) {
          case LOOPBACK -> 4;
          case PPP, CISCO_HDLC -> behindType(b, 2);
          case ETHERNET -> behindType(b, 12);
          case LINUX_COOKED -> 16;
          case LINUX_COOKED_2 -> 20;
          default -> 0;
        };
    if (at + 40 <= b.length) {
      packet(b, at);
    }
  }

  private static int behindType(byte[] b, int at) {
    return switch (Bytes.u16(b, at)) {
      case VLAN -> behindType(b, at + 4);
      case MPLS, PPP_MPLS -> at + 6;
      default -> at + 2;
    };
  }

  private void packet(byte[] b, int at) {
    boolean four = (b[at] & 0xff) >> 4 == IPV4;
    int protocol = b[at + (four ? 9 : 6)];
    int tcp = at + (four ? (b[at] & 15) * 4 : 40);
    int end = Math.min(b.length, four ? at + Bytes.u16(b, at + 2) : tcp + Bytes.u16(b, at + 4));
    if (protocol != TCP || tcp + 20 > end) {
      return;
    }
    int payload = tcp + (b[tcp + 12] >> 4 & 15) * 4;
    if (payload < end) {
      String flow = Bytes.hex(b, at + (four ? 12 : 8), four ? 8 : 32) + Bytes.hex(b, tcp, 4);
      segments.add(new Segment(flow, Bytes.u32(b, tcp + 4), Arrays.copyOfRange(b, payload, end)));
    }
  }

  /**
   * The whole messages in some octets: they may begin and end anywhere, and what is no message
   * between them is passed over.
   */
  static List<byte[]> messages(byte[] b) {
    List<byte[]> messages = new ArrayList<>();
    for (int at = 0; at + Header.LENGTH <= b.length; ) {
      int length = Header.length(b, at);
      if (Header.markerOk(b, at) && length >= Header.LENGTH && at + length <= b.length) {
        messages.add(Arrays.copyOfRange(b, at, at + length));
        at += length;
      } else {
        at++;
      }
    }
    return messages;
  }
}
