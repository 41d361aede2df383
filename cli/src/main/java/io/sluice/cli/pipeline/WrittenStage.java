package io.sluice.cli.pipeline;

import io.sluice.bgp.Direction;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A stage as it stands on the command line.
 *
 * @param number its place, from 1
 * @param name @NAME as given by the operator, else the kind of stage
 * @param options its options and arguments
 * @param words its options and arguments as written, passwords hidden
 */
public record WrittenStage(int number, String name, StageOptions options, List<String> words) {

  public WrittenStage {
    words = List.copyOf(words);
  }

  /** As written, passwords hidden. */
  public String text() {
    return (options.word() + " " + text(words)).strip();
  }

  /** Words as a shell, or a YAML file, takes them. */
  public static String text(List<String> words) {
    return words.stream().map(WrittenStage::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    if (word.equals(Secret.HIDDEN)) {
      return word;
    }
    return word.isEmpty() || word.matches("(?s).*[\\s'\"|&;()<>!*?\\[\\]#~].*")
        ? "'" + word.replace("'", "'\\''") + "'"
        : word;
  }

  /** The directions that a judge's stage sees: to the right unless it is told otherwise. */
  public Set<Direction> directions() {
    EnumSet<Direction> set = EnumSet.noneOf(Direction.class);
    if (options.common.left) {
      set.add(Direction.L);
    }
    if (options.common.right || set.isEmpty()) {
      set.add(Direction.R);
    }
    return set;
  }

  /**
   * What --of of an end drops, as stages beside it.
   *
   * @param direction which way its messages go
   */
  List<WrittenStage> outputFilters(Direction direction) {
    return ((EndOptions) options)
        .outputFilters().stream()
            .map(
                filter ->
                    new WrittenStage(
                        number,
                        name,
                        GrepOptions.of(filter, direction),
                        List.of(direction == Direction.L ? "-L" : "-R", filter)))
            .toList();
  }

  /** Words for events that it waits for. */
  public List<String> waits() {
    return options.common.waits;
  }

  /** Words for events behind which it ends. */
  public List<String> stops() {
    return options.common.stops;
  }

  /** Names of the events that it can raise, with its own name in front. */
  public List<String> events() {
    return options.events().stream()
        .map(row -> name + row[0].substring(row[0].indexOf('/')))
        .toList();
  }
}
