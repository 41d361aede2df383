package io.sluice.mrt.load;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes BGP4MP_ET records (RFC 6396), for tests. */
final class MrtFile {
  private static final int BGP4MP_ET = 17;
  private static final int STATE_CHANGE_AS4 = 5;
  private static final int MESSAGE_AS4 = 4;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** The UPDATE that announces 10.x.y.0/24 by its number, 0 to 65535. */
  static byte[] update(int number) {
    byte[] attributes = {
      0x40, 1, 1, 0, 0x40, 2, 6, 2, 1, 0, 0, (byte) 0xfd, (byte) 0xe8, 0x40, 3, 4, 10, 0, 0, 1
    };
    byte[] body = new byte[4 + attributes.length + 4];
    body[3] = (byte) attributes.length;
    System.arraycopy(attributes, 0, body, 4, attributes.length);
    body[body.length - 4] = 24;
    body[body.length - 3] = 10;
    body[body.length - 2] = (byte) (number >> 8);
    body[body.length - 1] = (byte) number;
    byte[] message = Header.write(MessageType.UPDATE, body.length);
    System.arraycopy(body, 0, message, Header.LENGTH, body.length);
    return message;
  }

  /** A message of the peer 192.0.2.P in AS 64500+P. */
  MrtFile message(long micros, int peer, byte[] message) {
    return record(micros, peer, MESSAGE_AS4, message);
  }

  MrtFile state(long micros, int peer, int before, int after) {
    return record(micros, peer, STATE_CHANGE_AS4, new byte[] {0, (byte) before, 0, (byte) after});
  }

  private MrtFile record(long micros, int peer, int subtype, byte[] tail) {
    try {
      out.writeInt((int) (micros / 1_000_000));
      out.writeShort(BGP4MP_ET);
      out.writeShort(subtype);
      out.writeInt(4 + 20 + tail.length);
      out.writeInt((int) (micros % 1_000_000));
      out.writeInt(64500 + peer);
      out.writeInt(64496);
      out.writeShort(0);
      out.writeShort(1);
      out.write(new byte[] {(byte) 192, 0, 2, (byte) peer});
      out.write(new byte[] {(byte) 192, 0, 2, (byte) 250});
      out.write(tail);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Octets that are no record. */
  MrtFile rubbish(int octets) {
    bytes.writeBytes(new byte[octets]);
    return this;
  }

  LoadInput write(Path file) throws IOException {
    Files.write(file, bytes.toByteArray());
    return LoadInput.of(java.util.List.of(file.toString())).get(0);
  }
}
