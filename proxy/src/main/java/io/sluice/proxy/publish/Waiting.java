package io.sluice.proxy.publish;

import java.util.concurrent.atomic.LongAdder;

/** What was offered, and is neither in its topic nor on disk, in all streams. Thread safe. */
final class Waiting {
  private final LongAdder records = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  void add(long moreRecords, long moreBytes) {
    records.add(moreRecords);
    bytes.add(moreBytes);
  }

  long records() {
    return records.sum();
  }

  /** Octets of the records. */
  long bytes() {
    return bytes.sum();
  }
}
