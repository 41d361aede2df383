package io.sluice.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.WebLeg;
import io.sluice.proxy.net.Dialler;
import io.sluice.proxy.net.Listeners;
import io.sluice.proxy.net.Taker;
import io.sluice.proxy.net.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two ends over real sockets, and a relay between them that cuts. */
class LinkTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Transport TRANSPORT = new Transport(2);
  private static final ExecutorService WAITING = Executors.newCachedThreadPool();
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @AfterAll
  static void end() {
    TRANSPORT.close();
    WAITING.shutdown();
  }

  /** What one end hears, and says: octets by a random generator, of which a digest is taken. */
  private static final class End extends ChannelInboundHandlerAdapter {
    final Channel channel;
    final AtomicLong octets = new AtomicLong();
    final AtomicLong said = new AtomicLong();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    private final MessageDigest digest = sha();
    private String error = "";

    End(Channel channel) {
      this.channel = channel;
      channel.pipeline().addLast(this);
      channel.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
      ByteBuf buffer = (ByteBuf) read;
      byte[] all = new byte[buffer.readableBytes()];
      buffer.readBytes(all).release();
      digest.update(all);
      octets.addAndGet(all.length);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      error = cause.getMessage();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      closed.complete(error);
    }

    /** Says so many octets, in pieces as a proxy would; returns their digest. */
    byte[] say(long seed, long total) {
      return say(seed, total, () -> false);
    }

    /** The same, and more while something holds. */
    byte[] say(long seed, long least, BooleanSupplier more) {
      MessageDigest said = sha();
      Random random = new Random(seed);
      for (long done = 0; done < least || more.getAsBoolean(); ) {
        int most = 19 + random.nextInt(100_000);
        byte[] piece = new byte[done < least ? (int) Math.min(least - done, most) : most];
        random.nextBytes(piece);
        said.update(piece);
        done += piece.length;
        this.said.set(done);
        while (!channel.isWritable()) {
          Thread.onSpinWait();
          assertThat(closed).isNotDone();
          sleep();
        }
        channel.writeAndFlush(Unpooled.wrappedBuffer(piece));
      }
      return said.digest();
    }

    byte[] digest() throws Exception {
      CompletableFuture<byte[]> result = new CompletableFuture<>();
      channel.eventLoop().execute(() -> result.complete(digest.digest()));
      return result.get();
    }

    private static void sleep() {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static MessageDigest sha() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A listening end, whose relay the other one dials. */
  private static final class Place implements Taker, AutoCloseable {
    final BlockingQueue<End> taken = new LinkedBlockingQueue<>();
    final Listeners listeners = new Listeners(TRANSPORT);
    final EventLoop loop = TRANSPORT.nextLoop();
    final Relay relay;

    Place(LegConfig leg) throws Exception {
      relay = new Relay(listeners.add(leg, this).getPort());
    }

    @Override
    public EventLoop loop() {
      return loop;
    }

    @Override
    public void take(Channel channel) {
      taken.add(new End(channel));
    }

    End taken() throws InterruptedException {
      return taken.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
      relay.close();
      listeners.close();
    }
  }

  private static LegConfig listen(WebLeg web) {
    return LegConfig.listen(new InetSocketAddress(LOOPBACK, 0)).withWeb(web);
  }

  private static CompletableFuture<End> dial(LegConfig leg) {
    CompletableFuture<End> dialled = new CompletableFuture<>();
    new Dialler(TRANSPORT, WAITING)
        .dial(
            leg,
            TRANSPORT.nextLoop(),
            new Dialler.Outcome() {
              @Override
              public void connected(Channel channel) {
                dialled.complete(new End(channel));
              }

              @Override
              public void failed(String why) {
                dialled.completeExceptionally(new IllegalStateException(why));
              }
            });
    return dialled;
  }

  private static LegConfig connect(Place place, WebLeg web) {
    return LegConfig.connect(InetSocketAddress.createUnresolved("localhost", place.relay.port()))
        .withWeb(web);
  }

  private static WebLeg web(Duration ping) {
    return new WebLeg("/peer", "me:secret", Map.of(), ping);
  }

  @Test
  void whatIsSaidArrivesOnceAndInOrderHoweverOftenTheConnectionIsCut() throws Exception {
    long step = 2 << 20;
    AtomicInteger cuts = new AtomicInteger();
    WebLeg web = web(Duration.ofMillis(300));
    try (Place place = new Place(listen(web))) {
      End left = dial(connect(place, web)).get();
      End right = place.taken();
      CompletableFuture<byte[]> toRight =
          CompletableFuture.supplyAsync(() -> left.say(1, step, () -> cuts.get() < 6), WAITING);
      CompletableFuture<byte[]> toLeft =
          CompletableFuture.supplyAsync(() -> right.say(2, step, () -> cuts.get() < 6), WAITING);
      for (int i = 1; i <= 6; i++) {
        long next = place.relay.carried() + step;
        await().atMost(LONG).until(() -> place.relay.carried() > next);
        if (i == 3) {
          // One that nobody is told of, as when a NAT forgets: only the pings notice.
          int before = place.relay.connections();
          place.relay.freeze(true);
          await().atMost(LONG).until(() -> place.relay.connections() > before);
          place.relay.freeze(false);
        } else {
          place.relay.cut();
        }
        cuts.incrementAndGet();
      }
      byte[] saidLeft = toRight.get(LONG.toSeconds(), TimeUnit.SECONDS);
      byte[] saidRight = toLeft.get(LONG.toSeconds(), TimeUnit.SECONDS);
      await()
          .atMost(LONG)
          .until(
              () -> right.octets.get() >= left.said.get() && left.octets.get() >= right.said.get());
      assertThat(right.octets.get()).isEqualTo(left.said.get());
      assertThat(left.octets.get()).isEqualTo(right.said.get());
      assertThat(right.digest()).isEqualTo(saidLeft);
      assertThat(left.digest()).isEqualTo(saidRight);
      assertThat(place.relay.connections()).isGreaterThanOrEqualTo(7);
      assertThat(left.closed).isNotDone();
      assertThat(right.closed).isNotDone();
      assertThat(place.taken).isEmpty();
    }
  }

  @Test
  void theEndOfOneSideArrivesBehindItsLastWordsEvenThroughACut() throws Exception {
    WebLeg web = web(Duration.ZERO);
    try (Place place = new Place(listen(web))) {
      End left = dial(connect(place, web)).get();
      End right = place.taken();
      place.relay.shut(true);
      place.relay.cut();
      byte[] said = left.say(3, 500_000);
      left.channel
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(done -> ((DuplexChannel) left.channel).shutdownOutput());
      place.relay.shut(false);
      assertThat(right.closed.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEmpty();
      assertThat(right.octets).hasValue(500_000);
      assertThat(right.digest()).isEqualTo(said);
      assertThat(left.closed.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  void whoDoesNotReadHoldsUpItsOwnDirectionOnly() throws Exception {
    WebLeg web = web(Duration.ofMillis(200));
    try (Place place = new Place(listen(web))) {
      End left = dial(connect(place, web)).get();
      End right = place.taken();
      right.channel.config().setAutoRead(false);
      long total = 8 << 20;
      CompletableFuture<byte[]> toRight =
          CompletableFuture.supplyAsync(() -> left.say(4, total), WAITING);
      byte[] toLeft = right.say(5, total);
      await().atMost(LONG).until(() -> left.octets.get() == total);
      assertThat(left.digest()).isEqualTo(toLeft);
      assertThat(right.octets.get()).isLessThan(LinkFrame.WINDOW);
      assertThat(toRight).isNotDone();
      // What waits is bounded by the window, and lives through a cut.
      assertThat(place.relay.carried()).isLessThan(total + 2 * LinkFrame.WINDOW);
      place.relay.cut();
      right.channel.config().setAutoRead(true);
      await().atMost(LONG).until(() -> right.octets.get() == total);
      assertThat(right.digest()).isEqualTo(toRight.get());
    }
  }

  @Test
  void whenTheOtherEndBeginsAnewTheConnectionIsLost() throws Exception {
    WebLeg web = web(Duration.ZERO);
    Place place = new Place(listen(web));
    InetSocketAddress there = new InetSocketAddress(LOOPBACK, 0);
    End left = dial(connect(place, web)).get();
    place.taken();
    Place other = new Place(LegConfig.listen(there).withWeb(web));
    // As if the process behind the relay were another one.
    place.relay.redirect(other.relay.port());
    place.relay.cut();
    assertThat(left.closed.get(LONG.toSeconds(), TimeUnit.SECONDS))
        .contains("does not know the connection any more");
    assertThat(other.taken).isEmpty();
    place.close();
    other.close();
  }

  @Test
  void onlyWhoIsKnownIsLetIn() throws Exception {
    X509Bundle authority =
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    X509Bundle own =
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .subject("CN=localhost")
            .addSanDnsName("localhost")
            .buildIssuedBy(authority);
    SslContext server =
        SslContextBuilder.forServer(own.getKeyPair().getPrivate(), own.getCertificatePath())
            .trustManager(authority.getCertificate())
            .clientAuth(ClientAuth.REQUIRE)
            .build();
    SslContext client =
        SslContextBuilder.forClient()
            .keyManager(own.getKeyPair().getPrivate(), own.getCertificatePath())
            .trustManager(authority.getCertificate())
            .build();
    SslContext anonymous =
        SslContextBuilder.forClient().trustManager(authority.getCertificate()).build();
    SslContext distrusting = SslContextBuilder.forClient().build();
    WebLeg web = web(Duration.ZERO);
    try (Place place = new Place(listen(web).withTls(() -> server))) {
      LegConfig good = connect(place, web).withTls(() -> client);
      End left = dial(good).get();
      End right = place.taken();
      byte[] said = left.say(6, 3_000_000);
      place.relay.cut();
      await().atMost(LONG).until(() -> right.octets.get() == 3_000_000);
      assertThat(right.digest()).isEqualTo(said);
      Map.of(
              good.withWeb(new WebLeg("/peer", "me:guess", Map.of(), Duration.ZERO)), "401",
              good.withWeb(new WebLeg("/other", "me:secret", Map.of(), Duration.ZERO)), "404",
              good.withTls(() -> distrusting), "certificate is not trusted",
              good.withTls(() -> anonymous), "",
              good.withTls(null), "")
          .forEach(
              (leg, why) ->
                  assertThatThrownBy(() -> dial(leg).get(LONG.toSeconds(), TimeUnit.SECONDS))
                      .as(leg + " " + leg.web())
                      .hasCauseInstanceOf(IllegalStateException.class)
                      .hasMessageContaining(why));
      assertThat(place.taken).isEmpty();
    }
  }

  @Test
  void anAddressIsSharedByPathsAndAPathByNobody() throws Exception {
    Listeners listeners = new Listeners(TRANSPORT);
    try (listeners;
        Place place = new Place(listen(web(Duration.ZERO)))) {
      LegConfig any = listen(WebLeg.at("/a"));
      InetSocketAddress bound = listeners.add(any, place);
      listeners.remove(any, bound);
      LegConfig one = LegConfig.listen(bound).withWeb(WebLeg.at("/a"));
      LegConfig two = LegConfig.listen(bound).withWeb(WebLeg.at("/b"));
      await().atMost(LONG).ignoreExceptions().until(() -> listeners.add(one, place).equals(bound));
      assertThat(listeners.add(two, place)).isEqualTo(bound);
      assertThatThrownBy(() -> listeners.add(one, place))
          .hasMessageContaining("give each its own path");
      assertThatThrownBy(() -> listeners.add(two.withTls(() -> null), place))
          .hasMessageContaining("another certificate");
    }
  }
}
