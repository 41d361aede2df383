package io.sluice.proxy.session;

import io.sluice.bgp.Open;
import io.sluice.proxy.SessionEventView;
import io.sluice.proxy.publish.Publisher;
import io.sluice.proxy.publish.RecordBatch;
import io.sluice.schemas.Topic;
import io.sluice.schemas.avro.SessionEvent;
import io.sluice.schemas.avro.SessionState;
import io.sluice.schemas.avro.Speaker;
import io.sluice.schemas.wire.AvroSerde;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens to sessions: to the log, to listeners, to the topic of session events. */
public final class SessionEvents {
  private static final Logger log = LoggerFactory.getLogger("io.sluice.proxy.sessions");

  private final String proxy;
  private final Publisher publisher;
  private final AvroSerde<SessionEvent> serde;
  private final List<Consumer<SessionEventView>> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param proxy name of the proxy
   * @param schemaId id of the schema of session events
   */
  public SessionEvents(String proxy, Publisher publisher, int schemaId) {
    this.proxy = proxy;
    this.publisher = publisher;
    this.serde = new AvroSerde<>(SessionEvent.class, schemaId);
  }

  /** Adds a listener, which is called on an event loop and must not wait. */
  public void add(Consumer<SessionEventView> listener) {
    listeners.add(listener);
  }

  /** Both ends and what came from them, for the record. */
  record Ends(
      InetSocketAddress left,
      Open leftOpen,
      long messagesRight,
      InetSocketAddress right,
      Open rightOpen,
      long messagesLeft) {}

  void tell(SessionEventView event, Ends ends) {
    log.info(
        "{} {}{}{}",
        event.session(),
        event.kind(),
        event.reason().isEmpty() ? "" : ": ",
        event.reason());
    for (Consumer<SessionEventView> listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        log.error("a listener failed: {}", e.toString(), e);
      }
    }
    SessionEvent record =
        SessionEvent.newBuilder()
            .setSession(event.session())
            .setEpoch(event.epoch())
            .setTime(Instant.EPOCH.plus(event.timeMicros(), ChronoUnit.MICROS))
            .setState(SessionState.valueOf(event.kind().name()))
            .setReason(event.reason())
            .setCause(event.cause())
            .setLeft(speaker(ends.left, ends.leftOpen))
            .setRight(speaker(ends.right, ends.rightOpen))
            .setMessagesRight(ends.messagesRight)
            .setMessagesLeft(ends.messagesLeft)
            .setProxy(proxy)
            .build();
    RecordBatch batch =
        new RecordBatch(
            publisher.stream(Topic.SESSIONS, event.session()), event.timeMicros() / 1000);
    synchronized (serde) {
      batch.add(serde.encode(record));
    }
    publisher.offer(batch);
  }

  private static Speaker speaker(InetSocketAddress address, Open open) {
    return Speaker.newBuilder()
        .setAddress(Addresses.text(address))
        .setPort(address == null ? 0 : address.getPort())
        .setAsn(open == null ? 0 : open.asn())
        .setRouterId(open == null ? "" : open.routerId())
        .setHoldTime(open == null ? 0 : open.holdTime())
        .setCapabilities(open == null ? List.of() : List.copyOf(open.capabilityCodes()))
        .setOpen(ByteBuffer.wrap(open == null ? new byte[0] : open.bytes()))
        .build();
  }
}
