package io.sluice.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.sluice.websocket.Admission;
import io.sluice.websocket.Loops;
import io.sluice.websocket.Reception;
import io.sluice.websocket.WebSocket;
import io.sluice.websocket.WebSocketListener;
import io.sluice.websocket.WebSocketOptions;
import io.sluice.websocket.WebSocketServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Takes links at one address, each for whoever has its path. */
public final class LinkServer implements Reception, AutoCloseable {
  private static final int NOT_FOUND = 404;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final Map<String, Entry> places = new ConcurrentHashMap<>();
  private final WebSocketServer server;

  /**
   * What is at a path.
   *
   * @param credentials {@code user:password} that is asked for; {@code null} for none
   * @param peer the only address that may come; {@code null} for any
   * @param loop where links belong
   * @param taker takes the channel of a new one, on that loop; it reads nothing yet
   */
  public record Place(
      String credentials, InetAddress peer, EventLoop loop, Consumer<Channel> taker) {}

  /**
   * A place, and the links there by their ids, each of which is touched on its own event loop only.
   */
  private record Entry(Place place, Map<LinkId, Link> links) {}

  /**
   * Begins to listen.
   *
   * @throws IllegalStateException if the address cannot be had
   */
  public LinkServer(InetSocketAddress at, WebSocketOptions options, Loops loops) {
    this.server = WebSocketServer.bind(at, options, loops, this);
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** Takes links at a path; false if somebody does already. */
  public boolean add(String path, Place place) {
    return places.putIfAbsent(path, new Entry(place, new ConcurrentHashMap<>())) == null;
  }

  /** Takes no new ones there any more; true when there is no other path. */
  public boolean remove(String path) {
    places.remove(path);
    return places.isEmpty();
  }

  @Override
  public Admission admit(String path, String authorization, InetSocketAddress remote) {
    Entry entry = places.get(path);
    if (entry == null) {
      return Admission.refused(NOT_FOUND, "no session is at " + path);
    }
    Place place = entry.place();
    if (place.peer() != null && !place.peer().equals(remote.getAddress())) {
      return Admission.refused(FORBIDDEN, "the session is for another peer");
    }
    if (!Reception.isKnown(place.credentials(), authorization)) {
      return Admission.refused(UNAUTHORIZED, "user or password is not right");
    }
    return Admission.to(new Guest(path, place, entry.links()));
  }

  @Override
  public void close() {
    server.close();
  }

  /** One WebSocket. What comes on its event loop is handed to that of the place, in its order. */
  private final class Guest implements WebSocketListener {
    private final String path;
    private final Place place;
    private final Map<LinkId, Link> links;
    private WebSocket socket;
    private Link link;
    private boolean gone;

    Guest(String path, Place place, Map<LinkId, Link> links) {
      this.path = path;
      this.place = place;
      this.links = links;
    }

    @Override
    public void opened(WebSocket open) {
      socket = open;
      open.loop()
          .schedule(
              () -> place.loop().execute(this::hurry),
              open.options().timeout().toMillis(),
              TimeUnit.MILLISECONDS);
    }

    private void hurry() {
      if (link == null && !gone) {
        refuse("it says nothing");
      }
    }

    private void refuse(String why) {
      socket.loop().execute(() -> socket.end(why));
    }

    @Override
    public void message(ByteBuf octets) {
      ByteBuf frame = octets.retain();
      place
          .loop()
          .execute(
              () -> {
                try {
                  take(frame);
                } finally {
                  frame.release();
                }
              });
    }

    private void take(ByteBuf frame) {
      if (link != null) {
        link.frame(socket, frame);
        return;
      }
      byte type = LinkFrame.isSound(frame) ? frame.readByte() : LinkFrame.END;
      if (type != LinkFrame.OPEN && type != LinkFrame.RESUME || gone) {
        refuse("it does not carry BGP");
        return;
      }
      frame.skipBytes(1);
      LinkId id = LinkId.read(frame);
      long received = frame.readLong();
      Link known = links.get(id);
      if ((type == LinkFrame.OPEN) == (known != null)) {
        // There is none to go on with, or it is taken.
        greet(id, -1);
        return;
      }
      link = known != null ? known : begin(id);
      greet(id, link.received());
      link.attach(socket, received);
      if (known == null) {
        place.taker().accept(link.channel());
      }
    }

    private Link begin(LinkId id) {
      String label = "listen " + server.address().getPort() + path;
      Link begun = new Link(id, label, place.loop(), socket.remote());
      links.put(id, begun);
      begun.onOver(() -> links.remove(id));
      begun.channel().config().setAutoRead(false);
      place.loop().register(begun.channel());
      return begun;
    }

    private void greet(LinkId id, long received) {
      socket.write(LinkFrame.hello(LinkFrame.GREET, id, received), false);
      socket.flush(() -> {});
    }

    @Override
    public void writabilityChanged() {
      place
          .loop()
          .execute(
              () -> {
                if (link != null) {
                  link.pump();
                }
              });
    }

    @Override
    public void closed(String why, boolean orderly) {
      place
          .loop()
          .execute(
              () -> {
                gone = true;
                if (link != null) {
                  link.detached(socket, why, orderly);
                }
              });
    }
  }
}
