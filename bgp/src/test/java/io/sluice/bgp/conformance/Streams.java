package io.sluice.bgp.conformance;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What went over connections, put together from their segments: repeats and gaps are cut out. */
final class Streams {
  private final Map<String, TreeMap<Long, byte[]>> flows = new LinkedHashMap<>();

  /** The octets of each direction of each connection, in the order in which they began. */
  static List<byte[]> of(List<Captures.Segment> segments) {
    Streams streams = new Streams();
    segments.forEach(streams::add);
    return streams.flows.values().stream().map(Streams::join).toList();
  }

  private void add(Captures.Segment segment) {
    TreeMap<Long, byte[]> flow = flows.computeIfAbsent(segment.flow(), f -> new TreeMap<>());
    byte[] before = flow.get(segment.sequence());
    if (before == null || before.length < segment.payload().length) {
      flow.put(segment.sequence(), segment.payload());
    }
  }

  private static byte[] join(TreeMap<Long, byte[]> flow) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long next = flow.firstKey();
    for (Map.Entry<Long, byte[]> segment : flow.entrySet()) {
      byte[] payload = segment.getValue();
      long known = Math.max(0, next - segment.getKey());
      if (known < payload.length) {
        out.writeBytes(Arrays.copyOfRange(payload, (int) known, payload.length));
        next = segment.getKey() + payload.length;
      }
    }
    return out.toByteArray();
  }
}
