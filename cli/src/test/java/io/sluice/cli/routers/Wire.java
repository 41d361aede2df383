package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Compares what came into the middle with what left it, as captured on both legs. */
final class Wire {
  private Wire() {}

  /** The messages that the end with this address sent, KEEPALIVEs left out. */
  static List<byte[]> sentBy(String address, Conversation conversation) {
    TcpDirection direction =
        Route.host(address).equals(conversation.clientAddress())
            ? conversation.client()
            : conversation.server();
    return substance(direction.messages());
  }

  /** The messages that the end with this address received, KEEPALIVEs left out. */
  static List<byte[]> receivedBy(String address, Conversation conversation) {
    TcpDirection direction =
        Route.host(address).equals(conversation.clientAddress())
            ? conversation.server()
            : conversation.client();
    return substance(direction.messages());
  }

  // The middle sends KEEPALIVEs of its own while it holds something: they are no one's message.
  private static List<byte[]> substance(List<byte[]> messages) {
    return messages.stream()
        .filter(m -> Header.type(m, 0) != MessageType.KEEPALIVE.code())
        .toList();
  }

  /** Fails unless both are the same messages in the same order, byte for byte. */
  static void assertSame(String what, List<byte[]> sent, List<byte[]> received) {
    int same = Math.min(sent.size(), received.size());
    for (int i = 0; i < same; i++) {
      if (!Arrays.equals(sent.get(i), received.get(i))) {
        assertThat(received.get(i))
            .as("%s: message %d of %d", what, i + 1, sent.size())
            .isEqualTo(sent.get(i));
      }
    }
    assertThat(received).as("%s: messages received", what).hasSameSizeAs(sent);
  }

  /** Fails unless both directions of a session crossed the middle unchanged. */
  static void assertCrossedUnchanged(
      String leftRouter, Conversation left, String rightRouter, Conversation right) {
    assertSame(
        leftRouter + " to " + rightRouter,
        sentBy(leftRouter, left),
        receivedBy(rightRouter, right));
    assertSame(
        rightRouter + " to " + leftRouter,
        sentBy(rightRouter, right),
        receivedBy(leftRouter, left));
  }

  /**
   * As {@link #assertCrossedUnchanged}, once both legs are quiet: what was captured last on one may
   * still be on its way to the other.
   */
  static void awaitCrossedUnchanged(
      String leftRouter,
      Supplier<Conversation> left,
      String rightRouter,
      Supplier<Conversation> right) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertCrossedUnchanged(leftRouter, left.get(), rightRouter, right.get()));
  }

  /** The only connection of several that carried routes. */
  static Conversation theOneWithRoutes(List<Conversation> conversations) {
    List<Conversation> with = conversations.stream().filter(Conversation::carriesUpdates).toList();
    assertThat(with).as("connections that carried routes").hasSize(1);
    return with.get(0);
  }
}
