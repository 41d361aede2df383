package io.sluice.filters.streams;

import io.sluice.bgp.Direction;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.Topic;
import io.sluice.schemas.wire.VerdictCodec;
import java.util.HashMap;
import java.util.Map;

/** What a proxy makes of verdicts: the first one for each message counts. */
final class Answers {
  private final Rig rig;
  private final VerdictCodec codec = new VerdictCodec();
  private final Map<String, Action> actions = new HashMap<>();

  Answers(Rig rig) {
    this.rig = rig;
  }

  private static String place(String session, Direction direction, long sequence) {
    return session + direction + sequence;
  }

  /** Reads on until so many messages have their answer. */
  Answers await(int messages) {
    rig.read(
        Topic.VERDICTS,
        got -> {
          got.forEach(r -> note(codec.decode(r.value())));
          return actions.size() >= messages;
        });
    return this;
  }

  private void note(Judgement v) {
    for (int i = 0; i < v.count(); i++) {
      actions.putIfAbsent(place(v.session(), v.direction(), v.sequence() + i), v.action());
    }
  }

  Action of(String session, Direction direction, long sequence) {
    return actions.get(place(session, direction, sequence));
  }
}
