package io.sluice.cli.pipeline;

import io.sluice.bgp.MessageType;
import io.sluice.cli.OperatorException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import picocli.CommandLine.Option;

/** Types of messages that a stage reads or writes. */
final class MessageTypes {
  private static final int CODES = 256;

  @Option(
      names = "--type",
      paramLabel = "strings",
      split = ",",
      description = "process only messages of these types")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--skip",
      paramLabel = "strings",
      split = ",",
      description = "skip messages of these types")
  List<String> skipped = new ArrayList<>();

  /** Whether messages of every type are meant. */
  boolean isAll() {
    return only.isEmpty() && skipped.isEmpty();
  }

  /**
   * Which type codes are meant.
   *
   * @throws OperatorException if a word is no type
   */
  IntPredicate predicate() {
    BitSet codes = new BitSet(CODES);
    if (only.isEmpty()) {
      codes.set(0, CODES);
    }
    only.forEach(word -> codes.set(code("--type", word)));
    skipped.forEach(word -> codes.clear(code("--skip", word)));
    return codes::get;
  }

  private static int code(String option, String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "OPEN" -> MessageType.OPEN.code();
      case "UPDATE" -> MessageType.UPDATE.code();
      case "NOTIFY", "NOTIFICATION" -> MessageType.NOTIFICATION.code();
      case "KEEPALIVE" -> MessageType.KEEPALIVE.code();
      case "REFRESH", "ROUTE_REFRESH" -> MessageType.ROUTE_REFRESH.code();
      default ->
          throw new OperatorException(
              option + " " + word + ": the types are open, update, notify, keepalive, refresh");
    };
  }
}
