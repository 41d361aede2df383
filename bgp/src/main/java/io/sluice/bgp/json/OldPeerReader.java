package io.sluice.bgp.json;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.attr.OldPath;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * AS_PATH and AGGREGATOR as a line has them, for a message with two octets an AS number: once all
 * is read, AS4_PATH and AS4_AGGREGATOR are made where a number needs them and the line has none
 * (RFC 6793 section 4.2.2).
 */
final class OldPeerReader {
  private final ByteSink path = new ByteSink();
  private final ByteSink aggregator = new ByteSink(16);
  private boolean hasPath;
  private boolean hasAggregator;

  void clear() {
    path.clear();
    hasPath = false;
    hasAggregator = false;
  }

  /** Where AS_PATH is to be written, four octets a number, behind what is there. */
  ByteSink path() {
    hasPath = true;
    return path;
  }

  /** Where AGGREGATOR is to be written, with four octets of AS number. */
  ByteSink aggregator() {
    hasAggregator = true;
    return aggregator.clear();
  }

  void finish(IntFunction<ByteSink> sinks, IntPredicate there) {
    byte[] b = path.array();
    if (hasPath) {
      OldPath.writePath(b, 0, path.size(), sinks.apply(AttributeCode.AS_PATH).clear());
      if (OldPath.needsAs4(b, 0, path.size()) && !there.test(AttributeCode.AS4_PATH)) {
        OldPath.writeAs4Path(b, 0, path.size(), sinks.apply(AttributeCode.AS4_PATH));
      }
    }
    if (hasAggregator) {
      long asn = Bytes.u32(aggregator.array(), 0);
      ByteSink out = sinks.apply(AttributeCode.AGGREGATOR).clear();
      out.u16(OldPath.mapped(asn)).bytes(aggregator.array(), 4, 4);
      if (asn > 0xffff && !there.test(AttributeCode.AS4_AGGREGATOR)) {
        sinks.apply(AttributeCode.AS4_AGGREGATOR).bytes(aggregator.array(), 0, 8);
      }
    }
  }
}
