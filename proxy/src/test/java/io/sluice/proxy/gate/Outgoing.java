package io.sluice.proxy.gate;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Notes what leaves a gate. */
final class Outgoing implements GateOutput {
  final List<String> seen = new ArrayList<>();
  boolean closed;

  /** A record whose message is of a type and carries a number; two octets stand before it. */
  static byte[] record(MessageType type, int number) {
    byte[] message = message(type, number);
    byte[] record = new byte[message.length + 2];
    System.arraycopy(message, 0, record, 2, message.length);
    return record;
  }

  static byte[] message(MessageType type, int number) {
    byte[] message = Header.write(type, 4);
    for (int i = 0; i < 4; i++) {
      message[Header.LENGTH + i] = (byte) (number >>> 8 * (3 - i));
    }
    return message;
  }

  private static String text(byte[] m, int at) {
    int number = 0;
    for (int i = 0; i < 4; i++) {
      number = number << 8 | m[at + Header.LENGTH + i] & 0xff;
    }
    return MessageType.ofCode(m[at + Header.TYPE_OFFSET]) + " " + number;
  }

  @Override
  public void pass(byte[] buffer, int offset, int length) {
    byte[] copy = Arrays.copyOfRange(buffer, offset, offset + length);
    seen.add(text(copy, 0));
  }

  @Override
  public void replacement(byte[] message) {
    seen.add("instead " + text(message, 0));
  }

  @Override
  public void close(byte[] notification) {
    closed = true;
    seen.add("close");
  }
}
