package io.sluice.mrt.load;

import io.sluice.bgp.filter.Filter;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.PeerIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.IdentityHashMap;
import java.util.Map;

/** Chooses records. For one thread. */
final class Selection {
  private final WantedPeers peers;
  private final Filter prefix;
  private final long from;
  private final long to;
  private final Map<PeerIdentity, Boolean> known = new IdentityHashMap<>();

  Selection(LoadOptions options) {
    this.peers = options.peers();
    this.prefix = options.prefix() == null ? null : Filter.compile("prefix <= " + options.prefix());
    this.from = options.from() == null ? Long.MIN_VALUE : micros(options.from());
    this.to = options.to() == null ? Long.MAX_VALUE : micros(options.to());
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Whether a message or a change of state is wanted, by who and when. */
  boolean wants(ArchiveReader reader) {
    long time = reader.timeMicros();
    return time >= from && time < to && known.computeIfAbsent(reader.peer(), peers::contains);
  }

  /** Whether a message that is wanted by who and when is wanted by what it holds too. */
  boolean wantsMessage(ArchiveReader reader) {
    return prefix == null
        || reader.message().isUpdate() && prefix.evaluate(reader.message()) == Filter.Result.MATCH;
  }
}
