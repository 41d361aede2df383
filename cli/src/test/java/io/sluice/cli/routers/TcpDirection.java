package io.sluice.cli.routers;

import io.sluice.bgp.Header;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one end of a TCP connection sent, whatever the segments' order and repetitions. */
final class TcpDirection {
  private final TreeMap<Long, byte[]> segments = new TreeMap<>();
  private int first;
  private boolean begun;

  void synchronize(int sequence) {
    first = sequence + 1;
    begun = true;
  }

  boolean begins(int sequence) {
    return begun && first == sequence + 1;
  }

  void add(int sequence, byte[] bytes) {
    // No test sends more than 2 GiB: the sequence number does not come round.
    long at = (sequence - first) & 0xffff_ffffL;
    segments.merge(at, bytes, (a, b) -> a.length >= b.length ? a : b);
  }

  /** All octets, in order. */
  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Map.Entry<Long, byte[]> segment : segments.entrySet()) {
      long at = segment.getKey();
      byte[] bytes = segment.getValue();
      if (at > all.size()) {
        if (at - all.size() > 1L << 30) {
          continue; // a keepalive of TCP repeats the octet before the first
        }
        throw new IllegalStateException(
            "the capture lost " + (at - all.size()) + " octets after " + all.size());
      }
      int known = (int) (all.size() - at);
      if (known < bytes.length) {
        all.write(bytes, known, bytes.length - known);
      }
    }
    return all.toByteArray();
  }

  /** The BGP messages in it; what is cut off at the end is left out. */
  List<byte[]> messages() {
    byte[] all = bytes();
    List<byte[]> messages = new ArrayList<>();
    int at = 0;
    while (all.length - at >= Header.LENGTH) {
      int length = Header.length(all, at);
      if (length < Header.LENGTH || length > all.length - at) {
        break;
      }
      messages.add(Arrays.copyOfRange(all, at, at + length));
      at += length;
    }
    return messages;
  }
}
