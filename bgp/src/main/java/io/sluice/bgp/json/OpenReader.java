package io.sluice.bgp.json;

import io.sluice.bgp.Header;
import io.sluice.bgp.Open;
import io.sluice.bgp.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads the body of an OPEN and writes the message, all capabilities in one parameter. */
final class OpenReader {
  private static final int VERSION = 4;

  private final JsonScanner in;
  private final TreeMap<Integer, List<byte[]>> capabilities = new TreeMap<>();
  private long version = VERSION;
  private long asn;
  private long holdTime;
  private int identifier;

  OpenReader(JsonScanner in) {
    this.in = in;
  }

  byte[] read() {
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      if (!in.takeNull()) {
        member();
      }
    }
    List<Open.Capability> all = new ArrayList<>();
    capabilities.forEach(
        (code, values) ->
            values.stream()
                .filter(value -> value.length <= 255)
                .forEach(value -> all.add(new Open.Capability(code, value))));
    try {
      byte[] message = Open.encode(asn, (int) holdTime, identifier, all);
      message[Header.LENGTH] = (byte) version;
      return message;
    } catch (IllegalArgumentException e) {
      throw in.fault(e.getMessage());
    }
  }

  private void member() {
    switch (in.key()) {
      case "bgp" -> version = in.number(255);
      case "asn" -> {
        asn = in.number(0xffffffffL);
        byte[] value = new byte[4];
        Bytes.putU32(value, 0, asn);
        capabilities.put(65, List.of(value));
      }
      case "id" -> {
        in.scalar();
        identifier = (int) (AttributeValueReader.address(in, false).high() >>> 32);
      }
      case "hold" -> holdTime = in.number(0xffff);
      case "caps" -> CapabilityReader.read(in, capabilities);
      default -> in.skipValue();
    }
  }
}
