package io.sluice.schemas.wire;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.UndecodableRecordException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code BgpMessage} records, one after the other, without copying the message. What the
 * messages of one direction of a session have in common is decoded once: as long as its octets are
 * the same, the same {@link MessageOrigin} object is returned. Not thread safe; reusable.
 */
public final class BgpMessageView {
  private static final int REMEMBERED = 4096;
  private static final Disposition[] DISPOSITIONS = Disposition.values();

  private final AvroInput in = new AvroInput();
  private final Map<Prefix, MessageOrigin> origins =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Prefix, MessageOrigin> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Prefix lookup = new Prefix(new byte[0], 0);
  private byte[] lastPrefix = {};
  private MessageOrigin lastOrigin;

  private byte[] record;
  private MessageOrigin origin;
  private Disposition disposition;
  private long sequence;
  private long timeMicros;
  private int type;
  private Map<String, String> tags;
  private int wireOffset;
  private int wireLength;
  private final Message message = new Message();
  private boolean messageWrapped;

  /** The octets of a record before its disposition; a key of a map. */
  private static final class Prefix {
    private byte[] bytes;
    private int length;
    private int hash;

    Prefix(byte[] bytes, int length) {
      set(bytes, length);
    }

    void set(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
      int h = length;
      for (int i = 0; i < length; i++) {
        h = 31 * h + bytes[i];
      }
      this.hash = h;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Prefix p && Arrays.equals(bytes, 0, length, p.bytes, 0, p.length);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /**
   * Looks at another record.
   *
   * @param value the value of the record, in the Confluent wire format; kept, not copied
   * @throws UndecodableRecordException if it is not a BgpMessage
   */
  public BgpMessageView wrap(byte[] value) {
    record = value;
    messageWrapped = false;
    in.begin(value);
    int known = lastPrefix.length;
    if (known > 0 && value.length > known && Arrays.equals(value, 0, known, lastPrefix, 0, known)) {
      origin = lastOrigin;
      in.skip(known - in.position());
    } else {
      readOrigin(value);
    }
    disposition = DISPOSITIONS[in.readIndex(DISPOSITIONS.length)];
    sequence = in.readLong();
    timeMicros = in.readLong();
    type = in.readInt();
    tags = in.readMap();
    wireLength = in.readLength();
    wireOffset = in.position();
    in.skip(wireLength);
    in.end();
    return this;
  }

  private void readOrigin(byte[] value) {
    int session = in.readLength();
    int sessionAt = in.position();
    in.skip(session);
    final long epoch = in.readLong();
    final int direction = in.readIndex(2);
    int sender = in.readLength();
    int senderAt = in.position();
    in.skip(sender);
    final long senderAsn = in.readLong();
    int receiver = in.readLength();
    int receiverAt = in.position();
    in.skip(receiver);
    final long receiverAsn = in.readLong();
    int width = in.readInt();
    if (width != 2 && width != 4) {
      throw in.fail("AS numbers of " + width + " octets");
    }
    List<AddressFamily> addPath = families();
    List<AddressFamily> nextHop = families();
    final int partition = in.readInt();

    lookup.set(value, in.position());
    origin = origins.get(lookup);
    if (origin == null) {
      origin =
          new MessageOrigin(
              text(value, sessionAt, session),
              epoch,
              direction == 0 ? Direction.R : Direction.L,
              text(value, senderAt, sender),
              senderAsn,
              text(value, receiverAt, receiver),
              receiverAsn,
              DecodeContext.of(width == 4, addPath, nextHop),
              partition);
      byte[] prefix = Arrays.copyOf(value, in.position());
      origins.put(new Prefix(prefix, prefix.length), origin);
    }
    lastPrefix = Arrays.copyOf(value, in.position());
    lastOrigin = origin;
  }

  private static String text(byte[] value, int at, int length) {
    return new String(value, at, length, java.nio.charset.StandardCharsets.UTF_8);
  }

  private List<AddressFamily> families() {
    int count = in.readBlock();
    if (count == 0) {
      return List.of();
    }
    List<AddressFamily> families = new ArrayList<>();
    for (; count > 0; count = in.readBlock()) {
      for (int i = 0; i < count; i++) {
        int packed = in.readInt();
        if (packed < 0 || packed > 0xffffff) {
          throw in.fail("address family " + packed);
        }
        families.add(AddressFamily.ofPacked(packed));
      }
    }
    return families;
  }

  /** Who sent it to whom, in which session. */
  public MessageOrigin origin() {
    return origin;
  }

  /** What the publisher does with it meanwhile. */
  public Disposition disposition() {
    return disposition;
  }

  /** Its number within session, epoch and direction, from 1. */
  public long sequence() {
    return sequence;
  }

  /** When it was received, microseconds since 1970. */
  public long timeMicros() {
    return timeMicros;
  }

  /** The type octet of its header. */
  public int type() {
    return type;
  }

  /** Its tags. */
  public Map<String, String> tags() {
    return tags;
  }

  /** The record itself, which holds the message. */
  public byte[] record() {
    return record;
  }

  /** Where the message begins in {@link #record()}. */
  public int wireOffset() {
    return wireOffset;
  }

  /** Octets of the message. */
  public int wireLength() {
    return wireLength;
  }

  /**
   * The message with its place in its session; the same object for every record.
   *
   * @throws UndecodableRecordException if it is shorter than a message header
   */
  public Message message() {
    if (!messageWrapped) {
      if (wireLength < Header.LENGTH) {
        throw new UndecodableRecordException("message of " + wireLength + " octets", wireOffset);
      }
      message
          .wrap(record, wireOffset, wireLength)
          .describe(
              origin.session(),
              origin.epoch(),
              origin.direction(),
              sequence,
              timeMicros,
              origin.context(),
              tags);
      messageWrapped = true;
    }
    return message;
  }

  /** A copy of the message. */
  public byte[] wire() {
    return Arrays.copyOfRange(record, wireOffset, wireOffset + wireLength);
  }
}
