package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import io.sluice.filters.edit.TagStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes the tags of messages. */
@Command(name = "tag", description = "add tags to messages, or remove them")
public final class TagOptions extends JudgeOptions {
  @Option(
      names = "--add",
      paramLabel = "strings",
      split = ",",
      description = "tags to add, as KEY=VALUE (repeatable)")
  List<String> add = new ArrayList<>();

  @Option(
      names = "--drop",
      paramLabel = "strings",
      split = ",",
      description = "keys of tags to remove before that, * for all (repeatable)")
  List<String> drop = new ArrayList<>();

  @Option(
      names = "--src",
      description = "add the tag SRC: the name of the stage that the message came from")
  boolean source;

  @Override
  void check() {
    if (add.isEmpty() && drop.isEmpty() && !source) {
      throw new OperatorException("it changes nothing: give --add KEY=VALUE, --drop KEY or --src");
    }
    for (String tag : add) {
      if (tag.indexOf('=') < 1) {
        throw new OperatorException("--add " + tag + ": write it as KEY=VALUE");
      }
    }
  }

  /** Whether messages are told which stage they came from. */
  public boolean source() {
    return source;
  }

  /**
   * The stage that does it.
   *
   * @param from names the stage that the message at hand came from; not asked unless that is wanted
   */
  public TagStage stage(Supplier<String> from) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : add) {
      int equals = tag.indexOf('=');
      tags.put(tag.substring(0, equals), tag.substring(equals + 1));
    }
    return new TagStage(drop, tags, source ? from : null);
  }
}
