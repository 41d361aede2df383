package io.sluice.bgp;

import io.sluice.bgp.wire.Bytes;
import java.util.Arrays;
import java.util.Map;

/**
 * One BGP message as filters, stages and printers see it: a view of its bytes, with who sent it,
 * when, and its place in its session. It copies nothing, decodes nothing before it is asked, and
 * may be {@linkplain #wrap wrapped} around one message after the other. Not thread safe.
 */
public final class Message {
  private byte[] buffer = Bytes.NONE;
  private int offset;
  private int length;
  private String session = "";
  private long epoch;
  private Direction direction = Direction.R;
  private long sequence;
  private long timeMicros;
  private DecodeContext context = DecodeContext.AS4;
  private Map<String, String> tags = Map.of();
  private final Update update = new Update();
  private boolean updateWrapped;
  private long generation;

  /**
   * Looks at another message. What {@link #describe} said stays until it is called again.
   *
   * @param buffer holds the message; not copied
   * @param offset where its header begins
   * @param length octets of the message, header included; at least 19
   */
  public Message wrap(byte[] buffer, int offset, int length) {
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    this.updateWrapped = false;
    this.generation++;
    return this;
  }

  /**
   * Says where the message belongs.
   *
   * @param session id of its session
   * @param epoch incarnation of the session, microseconds since 1970
   * @param direction which way it travels
   * @param sequence its number within session, epoch and direction, from 1
   * @param timeMicros when it was received, microseconds since 1970
   * @param context how to decode it
   * @param tags free tags, by name
   */
  public Message describe(
      String session,
      long epoch,
      Direction direction,
      long sequence,
      long timeMicros,
      DecodeContext context,
      Map<String, String> tags) {
    this.session = session;
    this.epoch = epoch;
    this.direction = direction;
    this.sequence = sequence;
    this.timeMicros = timeMicros;
    this.context = context;
    this.tags = tags;
    this.updateWrapped = false;
    this.generation++;
    return this;
  }

  /** The array that holds it. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where its header begins. */
  public int offset() {
    return offset;
  }

  /** Octets of the message, header included. */
  public int length() {
    return length;
  }

  /** The type octet of its header, assigned or not. */
  public int typeCode() {
    return Header.type(buffer, offset);
  }

  /** Its type, or {@code null} when no RFC assigns the octet. */
  public MessageType type() {
    return MessageType.ofCode(typeCode());
  }

  /** Whether it is an UPDATE. */
  public boolean isUpdate() {
    return typeCode() == MessageType.UPDATE.code();
  }

  /**
   * The view of an UPDATE, made when first asked for; the same object for every message.
   *
   * @throws IllegalStateException if it is none: ask {@link #isUpdate} first
   */
  public Update update() {
    if (!updateWrapped) {
      if (!isUpdate()) {
        throw new IllegalStateException("message of type " + typeCode() + " is no UPDATE");
      }
      update.wrap(buffer, offset, length, context);
      updateWrapped = true;
    }
    return update;
  }

  /** Id of its session; empty for none. */
  public String session() {
    return session;
  }

  /** Incarnation of the session: microseconds since 1970 when its connections were made. */
  public long epoch() {
    return epoch;
  }

  /** Which way it travels. */
  public Direction direction() {
    return direction;
  }

  /** Its number within session, epoch and direction, from 1. */
  public long sequence() {
    return sequence;
  }

  /** When it was received, microseconds since 1970. */
  public long timeMicros() {
    return timeMicros;
  }

  /** How it is decoded. */
  public DecodeContext context() {
    return context;
  }

  /** Free tags, by name. */
  public Map<String, String> tags() {
    return tags;
  }

  /**
   * Another number after each {@link #wrap} and {@link #describe}: who keeps something worked out
   * of a message tells by it whether it still holds.
   */
  public long generation() {
    return generation;
  }

  /** A copy of its bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(buffer, offset, offset + length);
  }
}
