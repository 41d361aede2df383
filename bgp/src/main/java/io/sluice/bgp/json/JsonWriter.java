package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Update;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes messages as lines of bgpipe's JSON: {@code ["R",SEQ,"TIME","TYPE",DATA,META]}. It writes
 * straight from the octets of the message; the usual UPDATE creates no objects. Reusable; not
 * thread safe.
 */
public final class JsonWriter {
  /** The tag that says why a message does not decode. */
  public static final String PARSE_ERROR = "PARSE_ERROR";

  private static final byte[] TO_RIGHT = Ascii.of("[\"R\",");
  private static final byte[] TO_LEFT = Ascii.of("[\"L\",");
  private static final byte[] UPDATE = Ascii.of("\",\"UPDATE\",");

  private final TimeText time = new TimeText();
  private final UpdateJson update;
  private final boolean full;
  private final TagsJson tags = new TagsJson();

  /** A writer of exactly bgpipe's lines. */
  public JsonWriter() {
    this(false);
  }

  /**
   * A writer of bgpipe's lines, or of fuller ones.
   *
   * @param full whether to add what bgpipe leaves out or leaves as octets, under keys of its own:
   *     {@code decoded} beside the value of an attribute and in an OPEN, {@code nlri} beside the
   *     data of a family, and the tags NOTIFY_CODE and NOTIFY_SUBCODE
   */
  public JsonWriter(boolean full) {
    this.full = full;
    this.update = new UpdateJson(full);
  }

  /**
   * Appends the line of a message, its line end included.
   *
   * @return {@code null} when it is written; what is wrong with the message when it does not
   *     decode: then nothing is appended
   */
  public BgpError write(Message message, AsciiBuffer out) {
    int before = out.size();
    out.put(message.direction() == Direction.R ? TO_RIGHT : TO_LEFT);
    out.number(message.sequence()).put(',').put('"');
    time.write(message.timeMicros(), out);
    BgpError error = typeAndData(message, out);
    if (error != null) {
      out.truncate(before);
      return error;
    }
    out.put(',');
    tags.write(full ? NotifyTags.with(message) : message.tags(), out);
    out.put(']').put('\n');
    return null;
  }

  /**
   * Appends the line of a message that does not decode: its body as octets, the reason in the tag
   * {@link #PARSE_ERROR}. It can be read like any other line.
   */
  public void writeBad(Message message, BgpError error, AsciiBuffer out) {
    out.put(message.direction() == Direction.R ? TO_RIGHT : TO_LEFT);
    out.number(message.sequence()).put(',').put('"');
    time.write(message.timeMicros(), out);
    out.put('"').put(',');
    MessageType type = message.type();
    if (type == null) {
      out.number(message.typeCode());
    } else {
      out.put('"').put(typeName(type)).put('"');
    }
    out.put(',');
    int body = message.length() - Header.LENGTH;
    JsonText.hex(message.buffer(), message.offset() + Header.LENGTH, body, out);
    Map<String, String> all = new TreeMap<>(message.tags());
    all.put(PARSE_ERROR, error.toString());
    out.put(',');
    tags.write(all, out);
    out.put(']').put('\n');
  }

  /**
   * Appends what stands at the fifth place of the line: an object for OPEN and UPDATE, a string for
   * NOTIFICATION and ROUTE-REFRESH, {@code null} for KEEPALIVE.
   *
   * @return as {@link #write}
   */
  public BgpError writeData(Message message, AsciiBuffer out) {
    int before = out.size();
    BgpError error = data(message, out);
    if (error != null) {
      out.truncate(before);
    }
    return error;
  }

  /**
   * Appends the value of the path attribute at an index of an UPDATE, as it stands behind {@code
   * "value":}.
   *
   * @return as {@link #write}
   */
  public BgpError writeAttributeValue(Update u, int index, AsciiBuffer out) {
    int before = out.size();
    BgpError error = update.writeValue(u, index, out);
    if (error != null) {
      out.truncate(before);
    }
    return error;
  }

  /** Appends the time of a message as it stands in its line, without quotes. */
  public void writeTime(Message message, AsciiBuffer out) {
    time.write(message.timeMicros(), out);
  }

  private BgpError typeAndData(Message message, AsciiBuffer out) {
    if (message.isUpdate()) {
      out.put(UPDATE);
    } else {
      MessageType type = message.type();
      out.put("\",\"").put(type == null ? "INVALID" : typeName(type)).put("\",");
    }
    return data(message, out);
  }

  /** The name of a type in the JSON form. */
  public static String typeName(MessageType type) {
    return switch (type) {
      case OPEN -> "OPEN";
      case UPDATE -> "UPDATE";
      case NOTIFICATION -> "NOTIFY";
      case KEEPALIVE -> "KEEPALIVE";
      case ROUTE_REFRESH -> "REFRESH";
    };
  }

  private BgpError data(Message message, AsciiBuffer out) {
    int code = message.typeCode();
    if (code == MessageType.UPDATE.code()) {
      return update.write(message.update(), out);
    }
    MessageType type = MessageType.ofCode(code);
    if (type == null) {
      return BgpError.at(Flaw.HEADER_TYPE, Header.TYPE_OFFSET).because("message type " + code);
    }
    byte[] b = message.buffer();
    int body = message.offset() + Header.LENGTH;
    int length = message.length() - Header.LENGTH;
    switch (type) {
      case OPEN:
        return OpenJson.write(b, message.offset(), message.length(), full, out);
      case NOTIFICATION:
        if (length < 2) {
          return BgpError.at(Flaw.NOTIFICATION_LENGTH, Header.LENGTH_OFFSET);
        }
        JsonText.quoted(b, body + 2, length - 2, out);
        return null;
      case KEEPALIVE:
        if (length != 0) {
          return BgpError.at(Flaw.KEEPALIVE_LENGTH, Header.LENGTH_OFFSET);
        }
        out.put("null");
        return null;
      default:
        JsonText.hex(b, body, length, out);
        return null;
    }
  }
}
