package io.sluice.mrt.read;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ArchiveReader.Kind;
import io.sluice.mrt.PeerIdentity;

/**
 * Records of the types BGP and BGP4PLUS, of 1999, which RFC 6396 calls deprecated: the messages
 * stand in them without their headers.
 */
final class OldBgp {
  private static final int UPDATE = 1;
  private static final int STATE_CHANGE = 3;
  private static final int OPEN = 5;
  private static final int NOTIFY = 6;
  private static final int KEEPALIVE = 7;

  private final BaseReader reader;
  private final Peers peers;
  private final PassedOver passedOver;
  private final ByteSink message = new ByteSink(Header.MAX_LENGTH);

  /**
   * @param passedOver where to count the records, without giving any; {@code null} to give them
   */
  OldBgp(BaseReader reader, Peers peers, PassedOver passedOver) {
    this.reader = reader;
    this.peers = peers;
    this.passedOver = passedOver;
  }

  private static MessageType type(int subtype) {
    return switch (subtype) {
      case UPDATE -> MessageType.UPDATE;
      case OPEN -> MessageType.OPEN;
      case NOTIFY -> MessageType.NOTIFICATION;
      case KEEPALIVE -> MessageType.KEEPALIVE;
      default -> null;
    };
  }

  /**
   * Reads a record.
   *
   * @param octets of an address: 4 or 16
   */
  Kind read(byte[] b, int from, int to, int subtype, int octets, long micros) {
    MessageType type = type(subtype);
    if (type == null && subtype != STATE_CHANGE) {
      return null;
    }
    int end = 2 + octets;
    int body = from + (type == null ? end : 2 * end);
    int length = to - body + (type == null ? 0 : Header.LENGTH);
    if (type == null ? length != 4 : length < Header.minLength(type.code())) {
      return fault(from, to, "a record of " + (to - from) + " octets is too short or too long");
    }
    if (length > Header.MAX_LENGTH) {
      return fault(from, to, "a message of " + length + " octets, may have 4096");
    }
    if (passedOver != null) {
      passedOver.add("a record of the old type BGP", reader.offset);
      return null;
    }
    reader.peer = peer(b, from, octets, type != null);
    reader.timed = true;
    reader.timeMicros = micros;
    if (type == null) {
      reader.state = Bgp4mp.state(Bytes.u16(b, body), Bytes.u16(b, body + 2));
      return Kind.STATE;
    }
    Header.begin(message.clear(), type).bytes(b, body, to - body);
    message.setU16(Header.LENGTH_OFFSET, length);
    reader.message.wrap(message.array(), 0, length);
    reader.message.describe("", 0, Direction.R, 0, micros, DecodeContext.AS2, reader.peer.tags());
    return Kind.MESSAGE;
  }

  private PeerIdentity peer(byte[] b, int at, int octets, boolean both) {
    int local = at + 2 + octets;
    return peers.of(
        Bgp4mp.address(b, at + 2, octets),
        Bytes.u16(b, at),
        both ? Bgp4mp.address(b, local + 2, octets) : null,
        both ? Bytes.u16(b, local) : 0,
        0);
  }

  private Kind fault(int from, int to, String reason) {
    return reader.damaged(reader.offset, MrtHeader.LENGTH + to - from, null, reason);
  }
}
