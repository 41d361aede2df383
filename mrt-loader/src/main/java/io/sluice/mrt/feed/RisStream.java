package io.sluice.mrt.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** The stream of RIS Live over HTTP: a message of JSON to a line. */
final class RisStream implements RisConnection, Flow.Subscriber<List<ByteBuffer>> {
  private static final int OK = 200;

  private final Inbox inbox;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final AtomicBoolean paused = new AtomicBoolean();
  private long length;
  private volatile Flow.Subscription subscription;

  private RisStream(Inbox inbox) {
    this.inbox = inbox;
  }

  static RisStream open(HttpClient client, RisLiveOptions options, Inbox inbox)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(options.url())
            .header("User-Agent", "sluice")
            .header("X-RIS-Subscribe", options.subscription())
            .build();
    RisStream made = new RisStream(inbox);
    CompletableFuture<Integer> status = new CompletableFuture<>();
    client
        .sendAsync(
            request,
            info -> {
              status.complete(info.statusCode());
              return info.statusCode() == OK
                  ? BodySubscribers.fromSubscriber(made)
                  : BodySubscribers.replacing(null);
            })
        .whenComplete(
            (response, error) -> {
              if (error != null) {
                status.completeExceptionally(error.getCause() == null ? error : error.getCause());
              }
            });
    int code = Waiting.until(status, options.timeout());
    if (code != OK) {
      throw new IOException("HTTP status " + code);
    }
    return made;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    begun.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    inbox.heard();
    for (ByteBuffer part : parts) {
      take(part);
    }
    paused.set(true);
    goOn();
  }

  private void take(ByteBuffer part) {
    while (part.hasRemaining()) {
      byte octet = part.get();
      if (octet == '\n') {
        line();
      } else if (++length <= Frame.LONGEST) {
        line.write(octet);
      }
    }
  }

  private void line() {
    if (length > Frame.LONGEST) {
      inbox.add(Frame.tooLong(length));
    } else if (length > 0) {
      inbox.add(Frame.of(line.toByteArray()));
    }
    line.reset();
    length = 0;
  }

  private void goOn() {
    if (inbox.size() < Inbox.AHEAD && paused.compareAndSet(true, false)) {
      subscription.request(1);
    }
  }

  private void end(String reason) {
    if (length > 0) {
      inbox.add(Frame.torn(length));
    }
    inbox.end(reason);
  }

  @Override
  public void onError(Throwable error) {
    end(Waiting.reason(error));
  }

  @Override
  public void onComplete() {
    end("the stream ended");
  }

  @Override
  public void taken() {
    goOn();
  }

  @Override
  public void probe() {
    // HTTP has nothing to ask with.
  }

  @Override
  public void close() {
    Flow.Subscription begun = subscription;
    if (begun != null) {
      begun.cancel();
    }
  }
}
