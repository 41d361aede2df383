package io.sluice.filters.limit;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.filters.Conclusion;
import io.sluice.filters.PipelineRun;
import io.sluice.filters.Pipelines;
import io.sluice.filters.StageSpec;
import io.sluice.filters.Wire;
import io.sluice.schemas.Action;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A limit stage at work with a journal that can be cut off and read back. */
@SuppressWarnings("ByteBufferBackingArray") // each key wraps an array of its own
final class LimitRig {
  /** One write to the journal. */
  @SuppressWarnings("ArrayRecordComponent")
  record Write(ByteBuffer key, byte[] value) {}

  final List<Write> log = new ArrayList<>();
  private final PipelineRun run;

  LimitRig(LimitOptions options) {
    this(options, false);
  }

  LimitRig(LimitOptions options, boolean silent) {
    this(options, silent, List.of(), new Random(0));
  }

  LimitRig(LimitOptions options, List<Write> stored, Random order) {
    this(options, false, stored, order);
  }

  /** Restored from what compaction leaves of a log, in any order. */
  LimitRig(LimitOptions options, boolean silent, List<Write> stored, Random order) {
    StageSpec limit = Pipelines.limit(options);
    run = new PipelineRun(Pipelines.of(silent ? Pipelines.silent(limit) : limit));
    List<Map.Entry<ByteBuffer, byte[]>> records = new ArrayList<>(compact(stored).entrySet());
    Collections.shuffle(records, order);
    records.forEach(r -> run.restore(r.getKey().array(), r.getValue()));
    log.addAll(stored);
    run.attach((key, value) -> log.add(new Write(ByteBuffer.wrap(key), value)));
  }

  static Map<ByteBuffer, byte[]> compact(List<Write> log) {
    Map<ByteBuffer, byte[]> last = new LinkedHashMap<>();
    log.forEach(w -> last.put(w.key(), w.value()));
    last.values().removeIf(v -> v == null);
    return last;
  }

  Conclusion judge(long epoch, long sequence, byte[] update) {
    return run.judge(Wire.message("s", epoch, Direction.R, sequence, update));
  }

  /** The announced routes that pass. */
  Set<String> passed(long epoch, long sequence, byte[] update) {
    return passed(judge(epoch, sequence, update), update);
  }

  static Set<String> passed(Conclusion conclusion, byte[] update) {
    Set<String> passed = new TreeSet<>();
    List<byte[]> leaving =
        conclusion.action() == Action.PASS ? List.of(update) : conclusion.replacement();
    leaving.forEach(m -> passed.addAll(Wire.announced(m)));
    return passed;
  }

  void idle() {
    run.idle();
  }

  /** Prefixes with their origins as the journal holds them; each in one record only. */
  Map<String, Long> journaled() {
    Map<ByteBuffer, byte[]> records = compact(log);
    long epoch = records.values().stream().mapToLong(GroupRecord::epoch).max().orElse(0);
    Map<String, Long> routes = new TreeMap<>();
    records.forEach(
        (key, value) -> {
          byte[] own = new byte[key.array().length - 6];
          System.arraycopy(key.array(), 6, own, 0, own.length);
          if (GroupRecord.epoch(value) == epoch && GroupRecord.group(own) != GroupRecord.NOTE) {
            GroupRecord.prefixes(
                value,
                (kind, high, low, pathId, origin) -> {
                  String text = text(kind, high, low, pathId);
                  if (routes.put(text, origin & 0xffffffffL) != null) {
                    throw new AssertionError(text + " stands in two records");
                  }
                });
          }
        });
    return routes;
  }

  private static String text(int kind, long high, long low, int pathId) {
    AsciiBuffer out = new AsciiBuffer();
    if (pathId != 0) {
      out.put('#').number(pathId & 0xffffffffL).put('#');
    }
    if (Families.ipv6(kind)) {
      out.ipv6(high, low);
    } else {
      out.ipv4((int) (high >>> 32));
    }
    return out.put('/').number(Families.bits(kind)).toString();
  }

  static List<String> withdrawn(byte[] update) {
    PrefixCursor cursor = new PrefixCursor().allWithdrawn(Update.of(update, DecodeContext.AS4));
    List<String> all = new ArrayList<>();
    while (cursor.next()) {
      all.add(new AsciiBuffer().prefix(cursor).toString());
    }
    return all;
  }
}
