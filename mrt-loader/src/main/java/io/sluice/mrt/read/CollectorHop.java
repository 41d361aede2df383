package io.sluice.mrt.read;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.Update;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.wire.Bytes;

/**
 * Takes the AS of a collector out of the paths that it put it in front of, so that they begin with
 * the peer's as in an archive. All else stays as it is.
 */
final class CollectorHop {
  private final Update update = new Update();

  /** Shortens the path of an UPDATE if its second AS is the peer's and its first is not. */
  void remove(Message message, long peerAsn) {
    if (!message.isUpdate()
        || !update.wrap(message.buffer(), message.offset(), message.length(), message.context())) {
      return;
    }
    int path = update.find(AttributeCode.AS_PATH);
    int width = message.context().as4() ? 4 : 2;
    if (path < 0 || update.valueLength(path) < 2 + 2 * width) {
      return;
    }
    byte[] b = message.buffer();
    int segment = update.value(path);
    int first = segment + 2;
    if (b[segment] != AsPaths.AS_SEQUENCE
        || (b[segment + 1] & 0xff) < 2
        || Bgp4mp.number(b, first, width) == peerAsn
        || Bgp4mp.number(b, first + width, width) != peerAsn) {
      return;
    }
    byte[] shorter = new byte[message.length() - width];
    int head = first - message.offset();
    System.arraycopy(b, message.offset(), shorter, 0, head);
    System.arraycopy(b, first + width, shorter, head, shorter.length - head);
    shorter[head - 1]--;
    int lengthAt = update.start(path) - message.offset() + 2;
    if ((update.flags(path) & AttributeCode.EXTENDED_LENGTH) != 0) {
      Bytes.putU16(shorter, lengthAt, update.valueLength(path) - width);
    } else {
      shorter[lengthAt] -= (byte) width;
    }
    int attributes = update.attributesStart() - message.offset() - 2;
    Bytes.putU16(shorter, attributes, Bytes.u16(shorter, attributes) - width);
    Bytes.putU16(shorter, Header.LENGTH_OFFSET, shorter.length);
    message
        .wrap(shorter, 0, shorter.length)
        .describe(
            "", 0, message.direction(), 0, message.timeMicros(), message.context(), message.tags());
  }
}
