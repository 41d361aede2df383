package io.sluice.bgp.conformance;

import io.sluice.bgp.Address;
import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.wire.Bytes;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads the BGP messages of an MRT file (RFC 6396): records of type BGP4MP and BGP4MP_ET, and the
 * UPDATEs of the old type BGP.
 */
final class MrtMessages {
  /** BGP of before 2001: UPDATEs without their header, behind both ends of a session. */
  private static final int OLD = 5;

  private static final int OLD_ENDS = 12;
  private static final int BGP4MP = 16;
  private static final int BGP4MP_ET = 17;
  private static final long LONGEST = 1 << 24;

  private static final List<AddressFamily> ADD_PATH =
      List.of(
          AddressFamily.IPV4_UNICAST,
          AddressFamily.IPV6_UNICAST,
          new AddressFamily(1, 2),
          new AddressFamily(2, 2));

  private MrtMessages() {}

  /** Hands over one message after the other, numbered from 1, as long as they are wanted. */
  static void read(InputStream in, Predicate<Message> wanted) throws IOException {
    DataInputStream data = new DataInputStream(in);
    Message message = new Message();
    long sequence = 0;
    byte[] head = new byte[12];
    while (readHead(data, head)) {
      long length = Bytes.u32(head, 8);
      byte[] record = data.readNBytes((int) Math.min(length, LONGEST));
      if (record.length < length) {
        // The file is cut short or damaged here.
        return;
      }
      int type = Bytes.u16(head, 4);
      if (type == OLD && Bytes.u16(head, 6) == 1) {
        sequence++;
        if (!wanted.test(old(message, record, sequence))) {
          return;
        }
      }
      if ((type == BGP4MP || type == BGP4MP_ET)
          && describe(
              message, Bytes.u32(head, 0), type, Bytes.u16(head, 6), record, sequence + 1)) {
        sequence++;
        if (!wanted.test(message)) {
          return;
        }
      }
    }
  }

  private static boolean readHead(DataInputStream data, byte[] head) throws IOException {
    try {
      data.readFully(head);
      return true;
    } catch (EOFException e) {
      return false;
    }
  }

  private static Message old(Message message, byte[] record, long sequence) {
    int body = record.length - OLD_ENDS;
    byte[] whole = Header.write(MessageType.UPDATE, body);
    System.arraycopy(record, OLD_ENDS, whole, Header.LENGTH, body);
    return message
        .wrap(whole, 0, whole.length)
        .describe("", 0, Direction.R, sequence, 0, DecodeContext.AS2, Map.of());
  }

  private static boolean describe(
      Message message, long seconds, int type, int subtype, byte[] r, long sequence) {
    if (subtype != 1 && subtype != 4 && (subtype < 6 || subtype > 11)) {
      return false;
    }
    boolean as4 = subtype == 4 || subtype == 7 || subtype == 9 || subtype == 11;
    long micros = seconds * 1_000_000L;
    int at = 0;
    if (type == BGP4MP_ET) {
      micros += Bytes.u32(r, 0);
      at = 4;
    }
    int width = as4 ? 4 : 2;
    Map<String, String> tags = new LinkedHashMap<>();
    put(tags, "PEER_AS", number(r, at, width));
    put(tags, "LOCAL_AS", number(r, at + width, width));
    at += 2 * width;
    put(tags, "INTERFACE", Bytes.u16(r, at));
    int octets = Bytes.u16(r, at + 2) == AddressFamily.AFI_IPV6 ? 16 : 4;
    address(tags, "PEER_IP", r, at + 4, octets);
    address(tags, "LOCAL_IP", r, at + 4 + octets, octets);
    at += 4 + 2 * octets;
    if (Header.length(r, at) > r.length - at) {
      // bgpipe passes over such a record without a number.
      return false;
    }
    message.wrap(r, at, Header.length(r, at));
    DecodeContext context = DecodeContext.of(as4, subtype >= 8 ? ADD_PATH : List.of(), List.of());
    message.describe("", 0, Direction.R, sequence, micros, context, tags);
    return true;
  }

  private static long number(byte[] r, int at, int width) {
    return width == 4 ? Bytes.u32(r, at) : Bytes.u16(r, at);
  }

  private static void put(Map<String, String> tags, String key, long value) {
    if (value != 0) {
      tags.put(key, Long.toString(value));
    }
  }

  private static void address(Map<String, String> tags, String key, byte[] r, int at, int octets) {
    Address address =
        octets == 4
            ? Address.ipv4(Bytes.i32(r, at))
            : new Address(true, Bytes.i64(r, at), Bytes.i64(r, at + 8));
    if (address.high() != 0 || address.low() != 0) {
      tags.put(key, address.toString());
    }
  }
}
