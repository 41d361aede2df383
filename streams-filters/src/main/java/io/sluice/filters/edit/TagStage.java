package io.sluice.filters.edit;

import io.sluice.bgp.Message;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes tags off messages and gives them others, for the stages behind and for the audit. */
public final class TagStage implements Stage {
  private final boolean all;
  private final List<String> drop;
  private final Map<String, String> add;

  /**
   * @param drop keys of tags to take off; {@code *} for all
   * @param add tags to give, after that
   */
  public TagStage(List<String> drop, Map<String, String> add) {
    this.all = drop.contains("*");
    this.drop = List.copyOf(drop);
    this.add = new LinkedHashMap<>(add);
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    Map<String, String> tags = message.tags();
    for (String key : all ? List.copyOf(tags.keySet()) : drop) {
      if (tags.containsKey(key) && !add.containsKey(key)) {
        ruling.untag(key);
      }
    }
    add.forEach(
        (key, value) -> {
          if (!value.equals(tags.get(key))) {
            ruling.tag(key, value);
          }
        });
  }
}
