package io.sluice.bgp.json;

import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Code and subcode of a NOTIFICATION, which bgpipe's lines do not hold, as tags: with them a line
 * holds the whole message.
 */
final class NotifyTags {
  static final String CODE = "NOTIFY_CODE";
  static final String SUBCODE = "NOTIFY_SUBCODE";

  private NotifyTags() {}

  /** The tags of a message, with those two when it is a NOTIFICATION. */
  static Map<String, String> with(Message message) {
    if (message.type() != MessageType.NOTIFICATION || message.length() < Header.LENGTH + 2) {
      return message.tags();
    }
    int at = message.offset() + Header.LENGTH;
    Map<String, String> tags = new TreeMap<>(message.tags());
    tags.put(CODE, Integer.toString(message.buffer()[at] & 0xff));
    tags.put(SUBCODE, Integer.toString(message.buffer()[at + 1] & 0xff));
    return tags;
  }

  /**
   * The body of a NOTIFICATION whose text is the scalar read last; {@code null} when the message is
   * none or has no such tags.
   */
  static byte[] body(int type, JsonScanner in, Map<String, String> tags) {
    if (type != MessageType.NOTIFICATION.code()
        || !tags.containsKey(CODE)
        || !tags.containsKey(SUBCODE)) {
      return null;
    }
    long code = JsonNumbers.unsigned(tags.get(CODE));
    long subcode = JsonNumbers.unsigned(tags.get(SUBCODE));
    if (code < 0 || code > 255 || subcode < 0 || subcode > 255) {
      throw in.faultInText(CODE + " and " + SUBCODE + " go from 0 to 255");
    }
    byte[] text = in.octets();
    byte[] body = new byte[2 + text.length];
    body[0] = (byte) code;
    body[1] = (byte) subcode;
    System.arraycopy(text, 0, body, 2, text.length);
    return body;
  }

  /** Tags without those two. */
  static Map<String, String> without(Map<String, String> tags) {
    Map<String, String> others = new TreeMap<>(tags);
    others.remove(CODE);
    others.remove(SUBCODE);
    return Collections.unmodifiableMap(others);
  }
}
