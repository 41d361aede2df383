package io.sluice.filters.count;

import io.sluice.bgp.Message;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Lets so many messages pass, tells of the last of them, and drops those behind it. */
public final class HeadStage implements Stage {
  private final long count;
  private final AtomicLong seen;
  private final Runnable last;

  /**
   * @param count how many pass, of all types
   * @param seen how many have come, to all instances of the stage
   * @param last told once, when the last one has come; by the thread that judges
   */
  public HeadStage(long count, AtomicLong seen, Runnable last) {
    this.count = count;
    this.seen = seen;
    this.last = last;
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    long number = seen.incrementAndGet();
    if (number == count) {
      last.run();
    } else if (number > count) {
      ruling.replace(List.of(), "--count " + count, "", Map.of());
    }
  }
}
