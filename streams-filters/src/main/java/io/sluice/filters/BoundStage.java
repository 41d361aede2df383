package io.sluice.filters;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An instance of a stage in a pipeline at work. Its records in the journal carry its name, and its
 * number among those of that name, so that they find it again when stages are added or moved.
 */
final class BoundStage {
  private final StageSpec spec;
  private final Stage stage;
  private final byte[] id;
  private final Map<String, String> qualified = new HashMap<>();
  private final LaterStage later;
  private final Map<String, WaitingLine> toRight = new HashMap<>();
  private final Map<String, WaitingLine> toLeft = new HashMap<>();

  private BoundStage(StageSpec spec, int number) {
    this.spec = spec;
    this.stage = spec.factory().get();
    this.later = stage instanceof LaterStage asks ? asks : null;
    byte[] name =
        (spec.name() + (number == 0 ? "" : "#" + number)).getBytes(StandardCharsets.UTF_8);
    if (name.length > 255) {
      throw new IllegalArgumentException(
          "name of a stage is longer than 255 octets: " + spec.name());
    }
    this.id = new byte[1 + name.length];
    id[0] = (byte) name.length;
    System.arraycopy(name, 0, id, 1, name.length);
  }

  static List<BoundStage> bind(List<StageSpec> specs) {
    List<BoundStage> stages = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (StageSpec spec : specs) {
      stages.add(new BoundStage(spec, numbers.merge(spec.name(), 1, Integer::sum) - 1));
    }
    return stages;
  }

  /** Those that see messages of a direction, in the order in which they see them. */
  static BoundStage[] seeing(List<BoundStage> stages, Direction direction) {
    List<BoundStage> seeing = new ArrayList<>();
    for (BoundStage stage : stages) {
      if (stage.spec.directions().contains(direction)) {
        seeing.add(direction == Direction.R ? seeing.size() : 0, stage);
      }
    }
    return seeing.toArray(new BoundStage[0]);
  }

  void attach(Journal journal) {
    if (stage instanceof StatefulStage stateful) {
      stateful.attach((key, value) -> journal.put(withId(key), value));
    }
  }

  private byte[] withId(byte[] key) {
    byte[] whole = Arrays.copyOf(id, id.length + key.length);
    System.arraycopy(key, 0, whole, id.length, key.length);
    return whole;
  }

  /** Takes a record back if it is this stage's. */
  boolean restore(byte[] key, byte[] value) {
    if (key.length < id.length || !Arrays.equals(key, 0, id.length, id, 0, id.length)) {
      return false;
    }
    if (stage instanceof StatefulStage stateful) {
      stateful.restore(Arrays.copyOfRange(key, id.length, key.length), value);
    }
    return true;
  }

  StageSpec spec() {
    return spec;
  }

  Stage stage() {
    return stage;
  }

  /** The stage as one that answers later; {@code null} when it answers at once. */
  LaterStage later() {
    return later;
  }

  /** What waits at it in the session and direction of a message; {@code null} for nothing. */
  WaitingLine waiting(Message message) {
    return waiting(message.direction()).get(message.session());
  }

  /** Whether anything waits at it. */
  boolean isWaitedAt() {
    return !toRight.isEmpty() || !toLeft.isEmpty();
  }

  /** All that waits at it in a direction, by session. */
  Map<String, WaitingLine> waiting(Direction direction) {
    return direction == Direction.R ? toRight : toLeft;
  }

  String name() {
    return spec.name();
  }

  boolean decides() {
    return stage.decides();
  }

  /** STAGE/EVENT; empty for no event. */
  String qualified(String event) {
    return event.isEmpty() ? "" : qualified.computeIfAbsent(event, e -> spec.name() + '/' + e);
  }
}
