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

  private final boolean colours;

  /**
   * @param colours whether the reader is a terminal
   */
  public Explainer(boolean colours) {
    this.colours = colours;
  }

  /** The explanation. */
  public String explain(WrittenPipeline pipeline) {
    StringBuilder b = new StringBuilder();
    heading(b, "--> MESSAGES FLOWING RIGHT -->");
    side(b, pipeline, Direction.R);
    b.append('\n');
    heading(b, "<-- MESSAGES FLOWING LEFT <--");
    side(b, pipeline, Direction.L);
    return b.toString();
  }

  private void heading(StringBuilder b, String text) {
    b.append(colours ? BOLD + text + PLAIN : text).append('\n');
  }

  private void side(StringBuilder b, WrittenPipeline pipeline, Direction direction) {
    List<WrittenStage> order = new ArrayList<>(pipeline.stages());
    if (direction == Direction.L) {
      Collections.reverse(order);
    }
    WrittenStage source = order.get(0);
    for (WrittenStage stage : order) {
      if (!pipeline.sees(stage, direction)) {
        continue;
      }
      String number = "[" + stage.number() + "]";
      b.append("  ").append(colours ? CYAN + number + PLAIN : number).append(' ');
      if (stage.name().startsWith("@")) {
        b.append(stage.name()).append(' ');
      }
      b.append(stage.text()).append('\n');
      b.append("      ");
      if (stage == source) {
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
