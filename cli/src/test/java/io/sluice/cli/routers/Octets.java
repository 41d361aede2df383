package io.sluice.cli.routers;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Open;
import io.sluice.bgp.cap.CapabilityValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Messages, right and wrong, for ends that the test plays itself. */
final class Octets {
  private Octets() {}

  /** An OPEN for IPv4 unicast with four-octet AS numbers, hold time 90 s. */
  static byte[] open(long asn, boolean extendedMessages) {
    List<CapabilityValue> capabilities = new ArrayList<>();
    capabilities.add(new CapabilityValue.Multiprotocol(AddressFamily.IPV4_UNICAST));
    capabilities.add(new CapabilityValue.FourOctetAs(asn));
    if (extendedMessages) {
      capabilities.add(new CapabilityValue.Flag(CapabilityCode.EXTENDED_MESSAGE));
    }
    return Open.encode(
        asn, 90, 0x0a000002, capabilities.stream().map(CapabilityValue::encode).toList());
  }

  /** A header that says what it is told, with as many octets of body as there are to spare. */
  static byte[] header(int length, int type, int body) {
    byte[] message = new byte[Header.LENGTH + body];
    Arrays.fill(message, 0, Header.MARKER_LENGTH, (byte) 0xff);
    message[Header.LENGTH_OFFSET] = (byte) (length >> 8);
    message[Header.LENGTH_OFFSET + 1] = (byte) length;
    message[Header.TYPE_OFFSET] = (byte) type;
    return message;
  }

  /** A KEEPALIVE with one wrong octet in its marker. */
  static byte[] wrongMarker() {
    byte[] message = Header.keepalive();
    message[7] = 0;
    return message;
  }

  /**
   * An UPDATE that announces consecutive /24s from 20.0.0.0 up.
   *
   * @param length octets of the message; 43 and a multiple of 4
   */
  static byte[] update(int length, long asn) {
    ByteBuffer m = ByteBuffer.wrap(Header.write(MessageType.UPDATE, length - Header.LENGTH));
    m.position(Header.LENGTH);
    m.putShort((short) 0).putShort((short) 20);
    m.put(new byte[] {0x40, 1, 1, 0});
    m.put(new byte[] {0x40, 2, 6, 2, 1}).putInt((int) asn);
    m.put(new byte[] {0x40, 3, 4, 10, 0, 0, 2});
    for (int net = 20 << 16; m.remaining() >= 4; net++) {
      m.putInt(24 << 24 | net);
    }
    return m.array();
  }

  /** How many routes {@link #update} of this length announces. */
  static int routes(int length) {
    return (length - 43) / 4;
  }
}
