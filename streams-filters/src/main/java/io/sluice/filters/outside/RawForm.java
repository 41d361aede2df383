package io.sluice.filters.outside;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import java.util.Arrays;

/** Messages as they are on the wire. */
final class RawForm implements Form {

  @Override
  public void write(Message message, AsciiBuffer out) {
    out.put(message.buffer(), message.offset(), message.length());
  }

  @Override
  public int end(byte[] bytes, int from, int to) {
    if (to - from < Header.LENGTH) {
      return -1;
    }
    int length = Header.length(bytes, from);
    if (!Header.markerOk(bytes, from) || length < Header.LENGTH) {
      return -2;
    }
    return to - from < length ? -1 : from + length;
  }

  @Override
  public Reply read(byte[] bytes, int from, int to, DecodeContext right, DecodeContext left) {
    BgpError error = Header.check(bytes, from, to - from, true);
    return error == null
        ? Reply.of(Arrays.copyOfRange(bytes, from, to))
        : Reply.bad(error.toString());
  }
}
