package io.sluice.cli.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What is found wrong in a file. */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();

  void error(Node at, String message) {
    problems.add(Problem.error(line(at.getStartMark()), column(at.getStartMark()), message));
  }

  void add(Node at, String message, boolean warning) {
    problems.add(new Problem(line(at.getStartMark()), column(at.getStartMark()), message, warning));
  }

  void error(Scalar at, String message) {
    problems.add(Problem.error(at.line(), at.column(), message));
  }

  void error(Optional<Mark> at, String message) {
    problems.add(Problem.error(line(at), column(at), message));
  }

  void warning(Scalar at, String message) {
    problems.add(Problem.warning(at.line(), at.column(), message));
  }

  static int line(Optional<Mark> mark) {
    return mark.map(m -> m.getLine() + 1).orElse(0);
  }

  static int column(Optional<Mark> mark) {
    return mark.map(m -> m.getColumn() + 1).orElse(0);
  }

  /** All of them, in the order of the file. */
  List<Problem> all() {
    return problems.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }
}
