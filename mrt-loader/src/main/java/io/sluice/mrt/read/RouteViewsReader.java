package io.sluice.mrt.read;

import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.feed.Feed;
import io.sluice.mrt.feed.Frame;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads frames of OpenBMP that a feed gives. The tag {@code COLLECTOR} is the name of the router
 * that reports, which here is a collector, else it is taken from the topic; {@code RV_COLLECTOR} is
 * the machine that takes the reports.
 */
public final class RouteViewsReader extends BaseReader {
  private final Feed feed;
  private final OpenBmpFrames frames;
  private final CollectorHop hop;
  private Frame current;
  private String collector = "";
  private int at;
  private long received;

  /**
   * A reader of OpenBMP.
   *
   * @param keepPath whether the collector's own AS stays in the paths that it put it in front of
   */
  public RouteViewsReader(Feed feed, ReadOptions options, boolean keepPath) {
    super(null);
    this.feed = feed;
    this.hop = keepPath ? null : new CollectorHop();
    this.frames =
        new OpenBmpFrames(this, options) {
          @Override
          Map<String, String> tags(String machine, String router) {
            Map<String, String> tags = new TreeMap<>();
            put(tags, "RV_COLLECTOR", machine);
            put(tags, "COLLECTOR", router.isEmpty() ? collector : router);
            return tags;
          }
        };
  }

  @Override
  Kind read() throws IOException {
    while (true) {
      if (current == null || at >= current.octets().length) {
        current = feed.next();
        at = 0;
        collector = collector(current.place());
      }
      Kind kind = frame(current.octets());
      if (kind != null) {
        return kind;
      }
    }
  }

  private Kind frame(byte[] b) {
    offset = received;
    int left = b.length - at;
    int length = left < OpenBmpFrames.FIXED ? -1 : frames.frame(b, at);
    if (length < 0 || length > left) {
      at = b.length;
      received += left;
      return damaged(offset, left, null, current.place() + ": no frame of OpenBMP");
    }
    int from = at;
    at += length;
    received += length;
    records++;
    Kind kind = frames.read(b, from, length);
    if (kind == Kind.MESSAGE && hop != null) {
      hop.remove(message, peer.asn());
    }
    return kind;
  }

  /** Topics are named routeviews.COLLECTOR.ASN.bmp_raw. */
  static String collector(String topic) {
    return topic
        .replaceFirst("^routeviews\\.", "")
        .replaceFirst("\\.bmp_raw$", "")
        .replaceFirst("\\.\\d+$", "");
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
