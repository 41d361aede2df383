package io.sluice.cli.routers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the TCP connections in a capture file of the loopback interface together again. */
final class TcpStreams {
  private static final int ETHERNET = 14;
  private static final int TCP = 6;

  private final int serverPort;
  private final Map<String, Conversation> open = new LinkedHashMap<>();
  private final List<Conversation> all = new ArrayList<>();

  private TcpStreams(int serverPort) {
    this.serverPort = serverPort;
  }

  /** The connections to this port, in the order of their SYN. */
  static List<Conversation> read(Path pcap, int serverPort) {
    ByteBuffer in;
    try {
      in = ByteBuffer.wrap(Files.readAllBytes(pcap));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    in.order(in.getInt(0) == 0xa1b2c3d4 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    in.position(24);
    TcpStreams streams = new TcpStreams(serverPort);
    while (in.remaining() >= 16) {
      long micros = in.getInt() * 1_000_000L + in.getInt();
      int length = in.getInt();
      in.getInt(); // length on the wire: nothing is cut
      if (in.remaining() < length) {
        break; // tcpdump was ended within a record
      }
      streams.packet(micros, in.slice(in.position(), length).order(ByteOrder.BIG_ENDIAN));
      in.position(in.position() + length);
    }
    return streams.all;
  }

  private void packet(long micros, ByteBuffer frame) {
    frame.position(ETHERNET);
    int version = frame.get(ETHERNET) >> 4;
    byte[] source = new byte[version == 4 ? 4 : 16];
    byte[] target = new byte[source.length];
    int tcp;
    int end;
    if (version == 4) {
      if (frame.get(ETHERNET + 9) != TCP) {
        return;
      }
      tcp = ETHERNET + (frame.get(ETHERNET) & 0xf) * 4;
      end = ETHERNET + (frame.getShort(ETHERNET + 2) & 0xffff);
      frame.get(ETHERNET + 12, source).get(ETHERNET + 16, target);
    } else {
      if (frame.get(ETHERNET + 6) != TCP) {
        return;
      }
      tcp = ETHERNET + 40;
      end = tcp + (frame.getShort(ETHERNET + 4) & 0xffff);
      frame.get(ETHERNET + 8, source).get(ETHERNET + 24, target);
    }
    segment(micros, frame, tcp, end, PathAttributes.host(source), PathAttributes.host(target));
  }

  private void segment(
      long micros, ByteBuffer frame, int tcp, int end, String source, String target) {
    int from = frame.getShort(tcp) & 0xffff;
    int to = frame.getShort(tcp + 2) & 0xffff;
    if (to != serverPort && from != serverPort) {
      return;
    }
    boolean byClient = to == serverPort;
    String key = byClient ? source + "#" + from + ">" + target : target + "#" + to + ">" + source;
    int flags = frame.get(tcp + 13);
    boolean syn = (flags & 2) != 0;
    int sequence = frame.getInt(tcp + 4);
    if (syn && byClient && !(open.containsKey(key) && open.get(key).begins(sequence))) {
      Conversation fresh = new Conversation(source, target, micros);
      open.put(key, fresh);
      all.add(fresh);
    }
    Conversation conversation = open.get(key);
    if (conversation == null) {
      return; // began before the capture
    }
    TcpDirection direction = byClient ? conversation.client() : conversation.server();
    if (syn) {
      direction.synchronize(sequence);
      return;
    }
    int data = tcp + ((frame.get(tcp + 12) & 0xf0) >> 2);
    if (data < end) {
      byte[] bytes = new byte[end - data];
      frame.get(data, bytes);
      direction.add(sequence, bytes);
    }
  }
}
