package io.sluice.filters.edit;

import io.sluice.bgp.Message;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Takes tags off messages and gives them others, for the stages behind and for the audit. */
public final class TagStage implements Stage {
  /** Key of the tag that names the stage that a message came from. */
  public static final String SOURCE = "SRC";

  private final boolean all;
  private final List<String> drop;
  private final Map<String, String> add;
  private final Supplier<String> source;

  /**
   * @param drop keys of tags to take off; {@code *} for all
   * @param add tags to give, after that
   * @param source names the stage that the message at hand came from, for the tag {@link #SOURCE};
   *     {@code null} not to give it
   */
  public TagStage(List<String> drop, Map<String, String> add, Supplier<String> source) {
    this.source = source;
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
    if (source != null && !add.containsKey(SOURCE)) {
      give(SOURCE, source.get(), tags, ruling);
    }
    add.forEach((key, value) -> give(key, value, tags, ruling));
  }

  private void give(String key, String value, Map<String, String> tags, Ruling ruling) {
    if (all || !value.equals(tags.get(key))) {
      ruling.tag(key, value);
    }
  }
}
