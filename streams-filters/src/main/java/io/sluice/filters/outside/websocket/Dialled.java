package io.sluice.filters.outside.websocket;

import io.netty.channel.EventLoop;
import io.sluice.filters.outside.Channels;
import io.sluice.websocket.Loops;
import io.sluice.websocket.WebSocketClient;
import io.sluice.websocket.WebSocketOptions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A channel to a server. It is dialled again when it has gone, after a pause that grows while it
 * keeps going soon.
 */
final class Dialled extends WebSocketChannel implements PeerHome {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final URI url;
  private final boolean text;
  private final WebSocketOptions options;
  private final Loops loops;
  private final EventLoop loop;
  private Duration pause = SHORTEST_PAUSE;
  private long openedNanos;

  Dialled(WebSocketSettings settings, Loops loops, String session, boolean keep, Runnable wake) {
    super(keep, wake, loops.group());
    this.url = URI.create(WebSocketSettings.of(settings.url(), session));
    this.text = settings.text();
    this.options = session.isEmpty() ? settings.options() : named(settings.options(), session);
    this.loops = loops;
    this.loop = loops.group().next();
    loop.execute(this::dial);
  }

  private static WebSocketOptions named(WebSocketOptions o, String session) {
    Map<String, String> headers = new LinkedHashMap<>(o.headers());
    headers.put(WebSocketSettings.SESSION_HEADER, session.replaceAll("[^ -~]", "_"));
    return new WebSocketOptions(
        o.tls(), o.credentials(), headers, o.timeout(), o.ping(), o.longest());
  }

  /** Channels to a server, one for each session. */
  static Channels channels(WebSocketSettings settings, Loops loops) {
    return (session, keep, wake) -> new Dialled(settings, loops, session, keep, wake);
  }

  private void dial() {
    if (!isClosed()) {
      WebSocketClient.connect(url, options, loops, loop, new Peer(this, text, ""));
    }
  }

  @Override
  public void opened(Peer peer) {
    openedNanos = System.nanoTime();
    if (!join(peer)) {
      peer.end("not wanted any more");
    }
  }

  @Override
  public void closed(Peer peer, String why, boolean orderly) {
    if (System.nanoTime() - openedNanos > LONGEST_PAUSE.toNanos() && openedNanos != 0) {
      pause = SHORTEST_PAUSE;
    }
    openedNanos = 0;
    String next = "; again in " + pause.toMillis() + " ms";
    if (!leave(peer, why, orderly, next)) {
      if (isClosed()) {
        return;
      }
      missed(url + ": " + why + next);
    }
    if (!isClosed()) {
      loop.schedule(this::dial, pause.toMillis(), TimeUnit.MILLISECONDS);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
  }
}
