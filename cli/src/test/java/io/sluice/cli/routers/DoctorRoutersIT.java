package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.sluice.bgp.Notification;
import io.sluice.cli.Findings;
import io.sluice.proxy.speaker.Speaker;
import io.sluice.proxy.speaker.SpeakerConfig;
import io.sluice.proxy.speaker.SpeakerSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the doctor makes of routers, well and ill, and that it does them no harm. It looks at all of
 * them at once, each from an address of its own; each test reads what was said of some.
 */
@Tag("routers")
class DoctorRoutersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String KEY = "right-password";
  private static final String NONE = "";

  @TempDir static Path folder;
  private static final StringBuilder SESSIONS = new StringBuilder("sessions:\n");
  private static Lab lab;
  private static Bird bird;
  private static Frr frr;
  private static String later;
  private static Findings found;
  private static int hosts = 10;

  @BeforeAll
  static void look() throws Exception {
    Tools.assumeInstalled(Tools.FRR, Tools.BIRD, "vtysh");
    lab = Lab.onLoopback(folder, 40);
    bird = lab.closing(new Bird(lab, "bird", 65010, "10.0.0.1"));
    frr = lab.closing(new Frr(lab, "frr", 65020, "10.0.0.2"));
    both("plain", NONE, null);
    both("keyed", "--md5 " + KEY, KEY);
    both("key missing here", NONE, KEY);
    both("key missing there", "--md5 " + KEY, null);
    both("other key", "--md5 $PASSWORD", KEY);
    both("gtsm here", "--gtsm", null);
    later = host();
    bird.peer(Peering.of(lab.address(1), later, 65001));
    dialled("bird stranger", host(), NONE, lab.address(1) + ":" + Pair.BGP);
    dialled("frr stranger", host(), NONE, lab.address(2) + ":" + Pair.BGP);
    dialled("closed", host(), NONE, lab.address(3) + ":179");
    dialled("not ours", "192.0.2.77", NONE, lab.address(1) + ":" + Pair.BGP);
    bird.start();
    frr.start();
    await().atMost(PATIENCE).until(() -> lab.listening(lab.address(1), Pair.BGP));
    await().atMost(PATIENCE).until(() -> lab.listening(lab.address(2), Pair.BGP));
    try (Near far = new Near(lab.address(4), 60);
        Near near = new Near(lab.address(5), 255);
        Greeter ssh = new Greeter("SSH-2.0-OpenSSH_9\r\n".getBytes(StandardCharsets.US_ASCII));
        Greeter no = new Greeter(Notification.cease(Notification.CONNECTION_REJECTED, ""))) {
      dialled("far", host(), "--ttl 5", far.address());
      dialled("gtsm there", host(), NONE, near.address());
      dialled("gtsm", host(), "--gtsm", near.address());
      dialled("ssh", host(), NONE, ssh.address());
      dialled("no", host(), NONE, no.address());
      Path file = Files.writeString(folder.resolve("routers.yaml"), SESSIONS);
      found = doctor("-c", file.toString());
    }
  }

  private static String host() {
    return lab.address(++hosts);
  }

  /** A session with either router, which knows where it comes from and has this key for it. */
  private static void both(String name, String options, String key) {
    String one = host();
    bird.peer(Peering.of(lab.address(1), one, 65001).withPassword(key));
    dialled("bird " + name, one, options, lab.address(1) + ":" + Pair.BGP);
    String other = host();
    frr.peer(Peering.of(lab.address(2), other, 65001).withPassword(key));
    dialled("frr " + name, other, options, lab.address(2) + ":" + Pair.BGP);
  }

  private static void dialled(String name, String from, String options, String to) {
    SESSIONS.append(
        "  %s: {left: 'listen 127.0.0.1:0', right: 'connect --bind %s %s %s'}\n"
            .formatted(name, from, options, to));
  }

  private static Findings doctor(String... words) throws Exception {
    String[] all = new String[words.length + 4];
    all[0] = "--only";
    all[1] = "routers";
    all[2] = "--data";
    all[3] = folder.resolve("data").toString();
    System.arraycopy(words, 0, all, 4, words.length);
    return Findings.by(all);
  }

  /** What takes only packets with at least this TTL, and sends them with 255. */
  private record Near(EventLoopGroup loop, String host) implements AutoCloseable {
    Near(String host, int ttl) throws Exception {
      this(new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()), host);
      new ServerBootstrap()
          .group(loop)
          .channel(EpollServerSocketChannel.class)
          .option(new IntegerUnixChannelOption("IP_MINTTL", 0, 21), ttl)
          .option(new IntegerUnixChannelOption("IP_TTL", 0, 2), 255)
          .childHandler(new ChannelInboundHandlerAdapter())
          .bind(host, Pair.LISTEN)
          .sync();
    }

    String address() {
      return host + ":" + Pair.LISTEN;
    }

    @Override
    public void close() {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  /** Says something to the first who comes. */
  private static final class Greeter implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));

    Greeter(byte[] greeting) throws IOException {
      Thread thread = new Thread(() -> greet(greeting));
      thread.setDaemon(true);
      thread.start();
    }

    private void greet(byte[] greeting) {
      try (Socket one = server.accept()) {
        one.getOutputStream().write(greeting);
        one.getInputStream().read();
      } catch (IOException e) {
        // The test sees that nothing came.
      }
    }

    String address() {
      return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  private static void ok(String session, String what) {
    found.about(session).say("routers", "ok", what, "");
  }

  private static void fails(String session, String what, String mend) {
    found.about(session).fail("routers", what, mend);
  }

  @Test
  void routers_that_know_this_end_say_open() {
    ok("bird plain", "says OPEN: AS 65010, identifier 10.0.0.1");
    ok("bird keyed", "says OPEN: AS 65010, identifier 10.0.0.1");
    ok("frr plain", "says OPEN: AS 65020, identifier 10.0.0.2");
    ok("frr keyed", "says OPEN: AS 65020, identifier 10.0.0.2");
  }

  @Test
  void routers_that_do_not_know_this_end_hang_up() {
    fails("bird stranger", "hangs up: it knows no neighbor", "remote-as");
    fails("frr stranger", "hangs up: it knows no neighbor", "remote-as");
  }

  @Test
  void a_password_that_is_missing_there() {
    fails("bird key missing there", "answers without a TCP-MD5 password", "leave --md5 out");
    fails("frr key missing there", "answers without a TCP-MD5 password", "leave --md5 out");
  }

  @Test
  void a_password_that_is_missing_here() {
    fails("bird key missing here", "it wants a TCP-MD5 password", "--md5 with the password");
    fails("frr key missing here", "it wants a TCP-MD5 password", "--md5 with the password");
  }

  @Test
  void a_password_that_is_another() {
    fails("bird other key", "it has another TCP-MD5 password", "the same password at both");
    fails("frr other key", "it has another TCP-MD5 password", "the same password at both");
  }

  @Test
  void gtsm_at_one_end_only() {
    fails("bird gtsm here", "a TTL below what --gtsm takes", "ttl-security");
    fails("frr gtsm here", "a TTL below what --gtsm takes", "ttl-security");
    fails("gtsm there", "it wants GTSM", "--gtsm");
    ok("gtsm", "takes connections, and waits for an OPEN");
  }

  @Test
  void a_ttl_that_does_not_reach() {
    fails("far", "answers, but not to --ttl 5", "a greater --ttl");
  }

  @Test
  void a_router_that_does_not_run() {
    fails("closed", "refuses connections", "start BGP");
  }

  @Test
  void an_address_to_dial_from_that_is_none_here() {
    fails("not ours", "192.0.2.77 is no address of this machine", "--bind");
  }

  @Test
  void something_that_is_no_router() {
    fails("ssh", "is no BGP speaker: it says \"SSH-2.0-OpenSSH_9..\"", "179");
  }

  @Test
  void a_router_that_says_why_not() {
    fails("no", "says NOTIFICATION: ", "not shut down");
  }

  @Test
  void a_session_that_stands_is_left_alone_and_one_that_comes_later_comes_up() throws Exception {
    String to = lab.address(1) + ":" + Pair.BGP;
    String[] line = {"--", "listen", "127.0.0.1:0", "--", "connect", "--bind", later, to};
    doctor(line).say("routers", "ok", "says OPEN", "");
    try (Speaker speaker =
        new Speaker(
                SpeakerConfig.dial(
                    InetAddress.getByName(later),
                    new InetSocketAddress(lab.address(1), Pair.BGP),
                    65001,
                    "10.0.0.9"))
            .start()) {
      SpeakerSession session = speaker.awaitSession(PATIENCE);
      doctor(line).say("routers", "ok", "is connected already, and was left alone", "");
      assertThat(session.isEstablished()).isTrue();
      assertThat(bird.established(later)).isTrue();
    }
  }
}
