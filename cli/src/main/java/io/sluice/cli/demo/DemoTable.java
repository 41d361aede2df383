package io.sluice.cli.demo;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A routing table as a router sent it: UPDATE messages, with an End-of-RIB at the end of each
 * family.
 *
 * @param messages the messages, in order
 * @param routes how many routes they announce
 */
record DemoTable(List<byte[]> messages, long routes) {

  /** The table of a resource beside this class. */
  static DemoTable load(String resource) {
    byte[] all;
    try (InputStream in = new GZIPInputStream(DemoTable.class.getResourceAsStream(resource))) {
      all = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<byte[]> messages = new ArrayList<>();
    Update update = new Update();
    PrefixCursor cursor = new PrefixCursor();
    long routes = 0;
    for (int at = 0; at < all.length; ) {
      int length = Header.length(all, at);
      byte[] message = Arrays.copyOfRange(all, at, at + length);
      messages.add(message);
      at += length;
      update.wrap(message, 0, length, DecodeContext.AS4);
      cursor.allAnnounced(update);
      while (cursor.next()) {
        routes++;
      }
    }
    return new DemoTable(List.copyOf(messages), routes);
  }
}
