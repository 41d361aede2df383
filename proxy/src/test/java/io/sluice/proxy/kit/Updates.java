package io.sluice.proxy.kit;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** UPDATE messages that tell themselves apart. */
public final class Updates {
  private static final byte[] ATTRIBUTES =
      HexFormat.of().parseHex("40010100400206020100" + "00fde9" + "4003047f000001");

  private Updates() {}

  /** An UPDATE that announces one /24, its number within 10.0.0.0/8. */
  public static byte[] number(int n) {
    byte[] message = Header.write(MessageType.UPDATE, 4 + ATTRIBUTES.length + 4);
    ByteBuffer m = ByteBuffer.wrap(message).position(Header.LENGTH);
    m.putShort((short) 0).putShort((short) ATTRIBUTES.length).put(ATTRIBUTES);
    m.put((byte) 24).put((byte) (10 + (n >> 16))).put((byte) (n >> 8)).put((byte) n);
    return message;
  }

  /** The number of such an UPDATE. */
  public static int number(byte[] message) {
    int at = message.length - 3;
    return ((message[at] & 0xff) - 10) << 16
        | (message[at + 1] & 0xff) << 8
        | message[at + 2] & 0xff;
  }

  /** An UPDATE of so many octets, header included; its attributes are one unknown one. */
  public static byte[] ofLength(int octets) {
    byte[] message = Header.write(MessageType.UPDATE, octets - Header.LENGTH);
    ByteBuffer m = ByteBuffer.wrap(message).position(Header.LENGTH);
    int attributes = octets - Header.LENGTH - 4;
    m.putShort((short) 0).putShort((short) attributes);
    m.put((byte) 0xd0).put((byte) 99).putShort((short) (attributes - 4));
    return message;
  }
}
