package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two Sluices that carry a session of real routers between them over {@code wss://}. */
@Tag("routers")
class OverTheInternetIT {
  private static final int ROUTES = 20_000;
  private static final int LISTEN = 1790;
  private static final int BGP = 1179;
  private static final int HTTPS = 8443;
  private static final long LEFT_ASN = 65030;
  private static final long RIGHT_ASN = 65020;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  /** What lies between the two, and is cut. */
  private static final class Internet implements AutoCloseable {
    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket listening =
        new ServerSocket(0, 9, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final String to;

    Internet(String to) throws IOException {
      this.to = to;
      start(
          () -> {
            while (true) {
              Socket in = listening.accept();
              Socket out = new Socket(to, HTTPS);
              open.addAll(List.of(in, out));
              connections.incrementAndGet();
              start(() -> carry(in, out));
              start(() -> carry(out, in));
            }
          });
    }

    private interface Work {
      void run() throws IOException;
    }

    private static void start(Work work) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } catch (IOException e) {
                  // It was cut.
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    private static void carry(Socket from, Socket into) throws IOException {
      try (from;
          into) {
        InputStream in = from.getInputStream();
        in.transferTo(into.getOutputStream());
      }
    }

    void cut() throws IOException {
      for (Socket socket : open) {
        try {
          socket.setSoLinger(true, 0);
        } catch (SocketException e) {
          // Its other end was quicker.
        }
        socket.close();
      }
      open.clear();
    }

    @Override
    public void close() throws IOException {
      listening.close();
      cut();
    }
  }

  @Test
  void aSessionSurvivesThatTheConnectionIsCutInTheMiddleOfATable() throws Exception {
    Tools.assumeInstalled(Tools.BIRD);
    X509Bundle authority = certificate("authority", null);
    write("ca.pem", authority.getCertificatePEM());
    for (String name : List.of("here", "there")) {
      X509Bundle own = certificate("localhost", authority);
      write(name + ".pem", own.getCertificatePathPEM());
      write(name + ".key", own.getPrivateKeyPEM());
    }
    try (Lab lab = Lab.onLoopback(folder, 62);
        Internet internet = new Internet(lab.address(4))) {
      List<Route> routes = new ArrayList<>(Routes.ipv4(ROUTES, 20, 46));
      Bird left =
          lab.closing(new Bird(lab, "left", LEFT_ASN, "10.0.0.2"))
              .peer(Peering.of(lab.address(2), lab.address(1), RIGHT_ASN).dialing(LISTEN))
              .originating("s4", routes);
      Bird right =
          lab.closing(new Bird(lab, "right", RIGHT_ASN, "10.0.0.3"))
              .peer(Peering.of(lab.address(3), lab.address(4), LEFT_ASN))
              .originating("s4", Routes.ipv4(300, 60, 47));
      SluiceProcess there =
          sluice(
                  lab,
                  "there",
                  "listen --cert there.pem --key there.key --ca ca.pem --auth me:secret wss://"
                      + lab.address(4)
                      + ":"
                      + HTTPS
                      + "/peer -- connect --bind "
                      + lab.address(4)
                      + " "
                      + lab.address(3)
                      + ":"
                      + BGP)
              .awaitListening(lab.address(4), HTTPS);
      SluiceProcess here =
          sluice(
                  lab,
                  "here",
                  "listen "
                      + lab.address(1)
                      + ":"
                      + LISTEN
                      + " -- connect --cert here.pem --key here.key --ca ca.pem --auth me:secret"
                      + " wss://localhost:"
                      + internet.listening.getLocalPort()
                      + "/peer")
              .awaitListening(lab.address(1), LISTEN);
      right.start();
      left.start();
      String atRight = lab.address(4);
      for (int cuts = 1; cuts <= 3; cuts++) {
        int least = cuts * ROUTES / 5;
        int connections = cuts;
        await()
            .atMost(PATIENCE)
            .until(
                () -> internet.connections.get() >= connections && right.received(atRight) > least);
        internet.cut();
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(right.received(atRight)).as(here.child().tail()).isEqualTo(ROUTES));
      await().atMost(PATIENCE).until(() -> left.received(lab.address(1)) == 300);
      Map<String, Route> expected = new HashMap<>();
      routes.forEach(route -> expected.put(route.prefix(), route.through("10.0.0.2", LEFT_ASN)));
      assertThat(right.routesFrom(atRight)).isEqualTo(expected);
      await().atMost(PATIENCE).until(() -> internet.connections.get() >= 4);
      for (SluiceProcess end : List.of(here, there)) {
        assertThat(end.child().output())
            .containsPattern("link \\w+ goes on")
            .containsOnlyOnce(" ESTABLISHED")
            .doesNotContain(" DOWN")
            .doesNotContain("me:secret");
      }
    }
  }

  private static X509Bundle certificate(String name, X509Bundle by) throws Exception {
    CertificateBuilder builder =
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .subject("CN=" + name);
    return by == null
        ? builder.setIsCertificateAuthority(true).buildSelfSigned()
        : builder.addSanDnsName(name).buildIssuedBy(by);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private SluiceProcess sluice(Lab lab, String name, String pipeline) {
    List<String> words = new ArrayList<>(List.of("--warm-up", "0s", "--"));
    for (String word : pipeline.split(" ")) {
      words.add(word.matches("\\w+\\.(pem|key)") ? folder.resolve(word).toString() : word);
    }
    return SluiceProcess.start(lab, name, lab.folder(name + "-data"), words);
  }
}
