package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import io.sluice.filters.edit.TagStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  @Override
  String argumentName() {
    return "";
  }

  @Override
  void argument(String argument) {
    throw new OperatorException("tag takes no argument, but there is '" + argument + "'");
  }

  @Override
  void check() {
    if (add.isEmpty() && drop.isEmpty()) {
      throw new OperatorException("it changes nothing: give --add KEY=VALUE or --drop KEY");
    }
    for (String tag : add) {
      if (tag.indexOf('=') < 1) {
        throw new OperatorException("--add " + tag + ": write it as KEY=VALUE");
      }
    }
  }

  /** The stage that does it. */
  public TagStage stage() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : add) {
      int equals = tag.indexOf('=');
      tags.put(tag.substring(0, equals), tag.substring(equals + 1));
    }
    return new TagStage(drop, tags);
  }
}
