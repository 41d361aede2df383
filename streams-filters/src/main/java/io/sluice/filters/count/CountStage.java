package io.sluice.filters.count;

import io.sluice.bgp.Message;
import io.sluice.bgp.filter.Filter;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;
import java.util.Map;

/** Counts what passes, and what of it matches filters. */
public final class CountStage implements Stage {
  private final MessageCounts counts;
  private final Map<String, Filter> rules;

  /**
   * @param counts what it adds to, which others may do, too
   * @param rules filters, for this instance alone, by their labels
   */
  public CountStage(MessageCounts counts, Map<String, Filter> rules) {
    this.counts = counts;
    this.rules = rules;
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    counts.add(message);
    rules.forEach(
        (label, filter) -> {
          if (filter.evaluate(message) == Filter.Result.MATCH) {
            counts.addTo(label);
          }
        });
  }

  @Override
  public boolean decides() {
    return false;
  }
}
