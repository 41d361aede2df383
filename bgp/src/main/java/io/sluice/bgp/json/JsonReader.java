package io.sluice.bgp.json;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.wire.ByteSink;
import java.util.Locale;
import java.util.Map;

/**
 * Reads lines of bgpipe's JSON and makes messages of them. As lenient as bgpipe, but what it would
 * take for something else, or write malformed, is an error here. A bad line is an outcome, not an
 * exception: the next one can be read. Reusable; not thread safe.
 */
public final class JsonReader {
  /** What came of a line. */
  public enum Outcome {
    /** A message. */
    MESSAGE,
    /** A blank line or a comment. */
    NOTHING,
    /** Nothing usable; {@link JsonReader#error} says why. */
    ERROR
  }

  private final DecodeContext toRight;
  private final DecodeContext toLeft;
  private final JsonScanner in = new JsonScanner();
  private final ByteSink out = new ByteSink(4096);
  private final UpdateReader updates = new UpdateReader();
  private Direction direction;
  private long sequence;
  private boolean timed;
  private long timeMicros;
  private int type;
  private final TagsReader tagsReader = new TagsReader();
  private TagsReader.Read read = TagsReader.Read.NOTHING;
  private Map<String, String> tags = Map.of();
  private byte[] message;
  private String error;
  private int column;
  private final LeftOut leftOut = new LeftOut();

  /**
   * @param toRight how messages to the right are written, and those of no direction
   * @param toLeft how messages to the left are written
   */
  public JsonReader(DecodeContext toRight, DecodeContext toLeft) {
    this.toRight = toRight;
    this.toLeft = toLeft;
  }

  /** Reads one line, its line end included or not. */
  public Outcome read(byte[] line, int from, int to) {
    clear();
    in.reset(line, from, to);
    try {
      switch (in.peek()) {
        case 0, '#':
          return Outcome.NOTHING;
        case '{':
          type = MessageType.UPDATE.code();
          message = update();
          return Outcome.MESSAGE;
        case '[':
          line();
          return Outcome.MESSAGE;
        default:
          throw in.fault("a line begins with [, { or #");
      }
    } catch (JsonFault fault) {
      error = fault.getMessage();
      column = Math.max(1, fault.at() - from + 1);
      message = null;
      return Outcome.ERROR;
    }
  }

  private void clear() {
    direction = null;
    sequence = 0;
    timed = false;
    timeMicros = 0;
    type = 0;
    read = TagsReader.Read.NOTHING;
    tags = Map.of();
    message = null;
    error = null;
    column = 0;
    leftOut.clear();
  }

  private DecodeContext context() {
    return direction == Direction.L ? toLeft : toRight;
  }

  private void line() {
    int data = -1;
    in.beginArray();
    for (int place = 0; in.nextElement(place == 0); place++) {
      if (in.takeNull()) {
        continue;
      }
      switch (place) {
        case 0 -> readDirection();
        case 1 -> readSequence();
        case 2 -> readTime();
        case 3 -> readType();
        case 4 -> {
          data = in.position();
          if (type == MessageType.UPDATE.code() && in.peek() == '{') {
            message = update();
          } else {
            in.skipValue();
          }
        }
        case 5 -> {
          read = tagsReader.read(in);
          tags = read.tags();
        }
        default -> in.skipValue();
      }
    }
    if (type == 0) {
      // bgpipe takes a message without a type for this one, whatever stands in it.
      type = MessageType.KEEPALIVE.code();
      data = -1;
    }
    if (message == null) {
      message = data < 0 ? withoutData() : withData(data);
    }
  }

  private void readDirection() {
    if (in.scalar()) {
      switch (in.word().toUpperCase(Locale.ROOT)) {
        case "L" -> direction = Direction.L;
        case "R" -> direction = Direction.R;
        case "LR", "RL", "?", "" -> direction = null;
        default -> throw in.faultInText("expected a direction: L, R, LR or ?");
      }
    } else {
      throw in.faultInText("expected a direction in quotes");
    }
  }

  private void readSequence() {
    char first = in.peek();
    if (first != '-' && (first < '0' || first > '9')) {
      in.skipValue();
      return;
    }
    in.scalar();
    long plain = PlainText.decimal(in.bytes(), in.textFrom(), in.textTo());
    try {
      sequence = plain >= 0 ? plain : Long.parseLong(in.raw());
    } catch (NumberFormatException e) {
      throw in.faultInText("expected a number of 64 bits");
    }
  }

  private void readTime() {
    if (in.peek() != '"') {
      in.skipValue();
      return;
    }
    in.scalar();
    if (!in.isEmpty()) {
      long micros = TimeText.parse(in.bytes(), in.textFrom(), in.textTo());
      if (micros == TimeText.NONE) {
        throw in.faultInText("expected a time such as 2026-01-31T12:00:00.000");
      }
      timed = micros != TimeText.ZERO;
      timeMicros = timed ? micros : 0;
    }
  }

  private void readType() {
    if (!in.scalar()) {
      long code = JsonNumbers.unsigned(in.raw());
      if (code < 0 || code > 255) {
        throw in.faultInText("expected a message type, by name or number");
      }
      type = (int) code;
      return;
    }
    switch (in.word().toUpperCase(Locale.ROOT)) {
      case "INVALID" -> type = 0;
      case "OPEN" -> type = MessageType.OPEN.code();
      case "UPDATE" -> type = MessageType.UPDATE.code();
      case "NOTIFY" -> type = MessageType.NOTIFICATION.code();
      case "KEEPALIVE" -> type = MessageType.KEEPALIVE.code();
      case "REFRESH" -> type = MessageType.ROUTE_REFRESH.code();
      default ->
          throw in.faultInText("expected a type: OPEN, UPDATE, NOTIFY, KEEPALIVE or REFRESH");
    }
  }

  private byte[] withoutData() {
    return switch (type) {
      case 1, 2 -> {
        in.reset(new byte[] {'{', '}'}, 0, 2);
        yield object();
      }
      case 4 -> Header.keepalive();
      default ->
          throw in.fault("a message of type " + type + " needs its body as hexadecimal text");
    };
  }

  private byte[] withData(int data) {
    in.position(data);
    switch (in.peek()) {
      case '{':
        return object();
      case '"':
        in.scalar();
        byte[] body = NotifyTags.body(type, in, tags);
        tags = body == null ? tags : NotifyTags.without(tags);
        if (body == null) {
          body = in.hex();
          if (body.length == 0) {
            throw in.faultInText("there is no body in it");
          }
        }
        return whole(body);
      default:
        throw in.fault("expected an object, or the body as hexadecimal text");
    }
  }

  private byte[] object() {
    return switch (type) {
      case 1 -> new OpenReader(in).read();
      case 2 -> update();
      default -> throw in.fault("a message of type " + type + " has no object");
    };
  }

  private byte[] update() {
    byte[] made = updates.read(in, context(), out);
    updates.addLeftOut(leftOut);
    return made;
  }

  private byte[] whole(byte[] body) {
    if (body.length > Header.MAX_EXTENDED_LENGTH - Header.LENGTH) {
      throw in.fault("a message has at most 65535 octets");
    }
    byte[] whole = Header.write(MessageType.UPDATE, body.length);
    whole[Header.TYPE_OFFSET] = (byte) type;
    System.arraycopy(body, 0, whole, Header.LENGTH, body.length);
    return whole;
  }

  /** Which way the message travels; {@code null} when the line names none or both. */
  public Direction direction() {
    return direction;
  }

  /** Its number; 0 when the line gives none. */
  public long sequence() {
    return sequence;
  }

  /** Whether the line gives a time. */
  public boolean hasTime() {
    return timed;
  }

  /** The time of the line, microseconds since 1970. */
  public long timeMicros() {
    return timeMicros;
  }

  /**
   * Its tags, those of its actions left out: an unmodifiable map, in the order of their names,
   * shared by the lines that say the same.
   */
  public Map<String, String> tags() {
    return tags;
  }

  /** What is to become of it: {@link TagsReader#BORROW}, {@code DROP}, {@code ACCEPT}, as bits. */
  public int actions() {
    return read.actions();
  }

  /** Whether the line asks for the message to be dropped. */
  public boolean dropped() {
    return (read.actions() & TagsReader.DROP) != 0;
  }

  /** The whole message; {@code null} unless there is one. */
  public byte[] message() {
    return message;
  }

  /**
   * How many prefixes of the line stand in a list of another family, and are left out, as by
   * bgpipe. Who wants nothing lost in silence asks here.
   */
  public int leftOutPrefixes() {
    return leftOut.prefixes;
  }

  /** How many path identifiers are left out: the message has no ADD-PATH (RFC 7911). */
  public int leftOutPathIds() {
    return leftOut.pathIds;
  }

  /** What is wrong with the line, and what would be right. */
  public String error() {
    return error;
  }

  /** Where the line is wrong, from 1. */
  public int column() {
    return column;
  }
}
