package io.sluice.mrt.feed;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The WebSocket of RIS Live: a message of JSON to each of its messages. Pings are answered. */
final class RisSocket implements RisConnection, WebSocket.Listener {
  private final Inbox inbox;
  private final StringBuilder text = new StringBuilder();
  private long length;
  private WebSocket socket;

  private RisSocket(Inbox inbox) {
    this.inbox = inbox;
  }

  static RisSocket open(HttpClient client, RisLiveOptions options, Inbox inbox)
      throws IOException, InterruptedException {
    RisSocket made = new RisSocket(inbox);
    CompletableFuture<WebSocket> opening =
        client
            .newWebSocketBuilder()
            .connectTimeout(options.timeout())
            .buildAsync(options.url(), made);
    made.socket = Waiting.until(opening, options.timeout());
    String subscribe = "{\"type\":\"ris_subscribe\",\"data\":" + options.subscription() + "}";
    Waiting.until(made.socket.sendText(subscribe, true), options.timeout());
    return made;
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(Inbox.AHEAD);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    length += part.length();
    if (length <= Frame.LONGEST) {
      text.append(part);
    }
    if (!last) {
      inbox.heard();
      from.request(1);
      return null;
    }
    inbox.add(
        length > Frame.LONGEST
            ? Frame.tooLong(length)
            : Frame.of(text.toString().getBytes(StandardCharsets.UTF_8)));
    text.setLength(0);
    length = 0;
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    return sign(from);
  }

  @Override
  public CompletionStage<?> onPing(WebSocket from, ByteBuffer part) {
    return sign(from);
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer part) {
    return sign(from);
  }

  private CompletionStage<?> sign(WebSocket from) {
    inbox.heard();
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end("it was closed, code " + code + (reason.isEmpty() ? "" : ": " + reason));
    return null;
  }

  private void end(String reason) {
    if (length > 0) {
      inbox.add(Frame.torn(length));
    }
    inbox.end(reason);
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end(Waiting.reason(error));
  }

  @Override
  public void taken() {
    socket.request(1);
  }

  @Override
  public void probe() {
    socket.sendPing(ByteBuffer.allocate(0));
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((s, e) -> socket.abort());
  }
}
