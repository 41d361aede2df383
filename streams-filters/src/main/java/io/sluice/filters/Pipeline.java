package io.sluice.filters;

import io.sluice.bgp.Message;
import io.sluice.bgp.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * All judging stages from left to right. Messages of direction L run through them from right to
 * left.
 *
 * @param stages the stages in the order of the command line
 * @param killEvents events, as NAME/EVENT, that end the session of the message that raised them
 * @param listener told of each event of a stage, as NAME/EVENT, and the message that raised it, by
 *     the threads that judge; must not wait
 */
public record Pipeline(
    List<StageSpec> stages, Set<String> killEvents, BiConsumer<Message, String> listener) {
  private static final int VERSION_OCTETS = 6;

  /** One whose events nobody is told of. */
  public Pipeline(List<StageSpec> stages, Set<String> killEvents) {
    this(stages, killEvents, (message, event) -> {});
  }

  public Pipeline {
    stages = List.copyOf(stages);
    killEvents = Set.copyOf(killEvents);
  }

  /** A short hash of all that decides: two pipelines that are written the same have the same. */
  public String policyVersion() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    for (StageSpec stage : stages) {
      digest.update(
          (stage.name() + '\n' + stage.text() + '\n' + stage.silent() + '\n')
              .getBytes(StandardCharsets.UTF_8));
      stage.directions().stream().sorted().forEach(d -> digest.update((byte) d.ordinal()));
    }
    killEvents.stream()
        .sorted()
        .forEach(e -> digest.update((e + '\n').getBytes(StandardCharsets.UTF_8)));
    return Bytes.hex(digest.digest(), 0, VERSION_OCTETS);
  }
}
