package io.sluice.cli.pipeline;

import io.sluice.bgp.Direction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tells which stages each direction of a pipeline passes, in bgpipe's layout. */
public final class Explainer {
  private static final String BOLD = "\u001b[1m";
  private static final String CYAN = "\u001b[36m";
  private static final String PLAIN = "\u001b[0m";

  /** What a stage does with the messages of a direction. */
  private interface Part {
    boolean sees(WrittenStage stage, Direction direction);

    boolean writes(WrittenStage stage, Direction direction);
  }

  private final boolean colours;

  /**
   * @param colours whether the reader is a terminal
   */
  public Explainer(boolean colours) {
    this.colours = colours;
  }

  /** The explanation of a session's pipeline. */
  public String explain(WrittenPipeline pipeline) {
    return explain(
        pipeline.stages(),
        new Part() {
          @Override
          public boolean sees(WrittenStage stage, Direction direction) {
            return pipeline.sees(stage, direction);
          }

          @Override
          public boolean writes(WrittenStage stage, Direction direction) {
            return pipeline.writes(stage, direction);
          }
        });
  }

  /** The explanation of a pipeline of files. */
  public String explain(FilePipeline pipeline) {
    return explain(
        pipeline.stages(),
        new Part() {
          @Override
          public boolean sees(WrittenStage stage, Direction direction) {
            return pipeline.directions(stage).contains(direction);
          }

          @Override
          public boolean writes(WrittenStage stage, Direction direction) {
            return stage.options() instanceof SourceOptions;
          }
        });
  }

  private String explain(List<WrittenStage> stages, Part part) {
    StringBuilder b = new StringBuilder();
    heading(b, "--> MESSAGES FLOWING RIGHT -->");
    side(b, stages, part, Direction.R);
    b.append('\n');
    heading(b, "<-- MESSAGES FLOWING LEFT <--");
    side(b, stages, part, Direction.L);
    return b.toString();
  }

  private void heading(StringBuilder b, String text) {
    b.append(colours ? BOLD + text + PLAIN : text).append('\n');
  }

  private void side(StringBuilder b, List<WrittenStage> stages, Part part, Direction direction) {
    List<WrittenStage> order = new ArrayList<>(stages);
    if (direction == Direction.L) {
      Collections.reverse(order);
    }
    order.removeIf(stage -> !part.sees(stage, direction));
    if (order.isEmpty()) {
      b.append("  (none)\n");
    }
    for (WrittenStage stage : order) {
      String number = "[" + stage.number() + "]";
      b.append("  ").append(colours ? CYAN + number + PLAIN : number).append(' ');
      if (stage.name().startsWith("@")) {
        b.append(stage.name()).append(' ');
      }
      b.append(stage.text()).append('\n');
      b.append("      ");
      if (part.writes(stage, direction)) {
        b.append("writes messages to pipeline inputs=1\n");
      } else {
        b.append("reads messages from pipeline callbacks=1 types=[").append(types(stage));
        b.append("]\n");
      }
    }
  }

  private static String types(WrittenStage stage) {
    return stage.options() instanceof LimitOptions ? "UPDATE" : "ALL";
  }
}
