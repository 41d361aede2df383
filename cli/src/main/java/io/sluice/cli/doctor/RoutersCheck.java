package io.sluice.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.cli.doctor.RouterProbe.Heard;
import io.sluice.cli.doctor.RouterProbe.Result;
import io.sluice.cli.pipeline.HostPort;
import io.sluice.proxy.LegConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Whether the routers that are dialled take the connection, and if not, why. One that is connected
 * already is left alone. A router that does not like a password, a TTL or an address says nothing
 * at all; what it may be is found by knocking otherwise.
 */
final class RoutersCheck {
  /** Long enough for a first SYN that is lost. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private static final Duration SECOND_PATIENCE = Duration.ofMillis(700);
  private static final int MAX_TTL = 255;

  private final Patient patient;

  RoutersCheck(Patient patient) {
    this.patient = patient;
  }

  List<Finding> look() {
    KernelSockets sockets = KernelSockets.read();
    List<Finding> findings = new ArrayList<>();
    Map<LegConfig, Patient.End> ends = new LinkedHashMap<>();
    for (Patient.End end : patient.ends()) {
      if (!end.leg().listens()) {
        InetSocketAddress to = resolved(end.leg().address());
        if (end.leg().web() != null) {
          // A look would begin a session there, or be in the way of the one that stands.
          findings.add(Finding.unchecked(name(end) + " is another Sluice: see its own doctor"));
        } else if (to == null) {
          findings.add(Finding.unchecked(name(end) + " has no address (see dns)"));
        } else if (isConnected(end) || sockets.isConnected(from(end.leg()), to)) {
          findings.add(Finding.ok(name(end) + " is connected already, and was left alone"));
        } else {
          ends.putIfAbsent(end.leg(), end);
        }
      }
    }
    try (RouterProbe probe = new RouterProbe()) {
      List<CompletableFuture<Finding>> all = new ArrayList<>();
      ends.forEach(
          (leg, end) ->
              all.add(
                  probe
                      .knock(leg, PATIENCE)
                      .thenComposeAsync(heard -> finding(leg, name(end), heard, probe))));
      all.forEach(f -> findings.add(f.join()));
    }
    return findings.isEmpty() ? List.of(Finding.ok("none is dialled")) : findings;
  }

  private boolean isConnected(Patient.End end) {
    JsonNode now = patient.process().end(end.session(), end.side());
    return now.path("remote").isTextual();
  }

  private static InetSocketAddress resolved(InetSocketAddress to) {
    if (!to.isUnresolved()) {
      return to;
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(to.getHostString()), to.getPort());
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static String name(Patient.End end) {
    LegConfig leg = end.leg();
    return end.session()
        + ": "
        + new HostPort(leg.address().getHostString(), leg.address().getPort()).withPort(0)
        + (leg.bind() == null ? "" : " from " + from(leg).getHostAddress());
  }

  private static CompletableFuture<Finding> finding(
      LegConfig leg, String name, Heard heard, RouterProbe probe) {
    return switch (heard.result()) {
      case OPEN -> done(Finding.ok(name + " says OPEN: " + heard.text()));
      case SILENT -> silent(leg, name, probe);
      case NOTIFICATION ->
          done(
              Finding.fail(
                  name + " takes the connection and says NOTIFICATION: " + heard.text(),
                  "on the router: look whether the neighbor is configured, and not shut down"));
      case HUNG_UP ->
          done(
              Finding.fail(
                  name
                      + " takes the connection and hangs up: it knows no neighbor at the address"
                      + " that this machine comes from",
                  "on the router: neighbor ADDRESS remote-as ASN; or --bind with the address that"
                      + " it knows"));
      case FOREIGN ->
          done(
              Finding.fail(
                  name + " is no BGP speaker: it says " + heard.text(),
                  "the port of BGP is 179, unless the router has another"));
      case REFUSED ->
          done(
              Finding.fail(
                  name + " refuses connections: nothing listens there",
                  "on the router: start BGP, and let it listen on this address and port"));
      case FAILED -> done(failed(leg, name, heard.text()));
      case UNANSWERED -> unanswered(leg, name, probe);
    };
  }

  private static CompletableFuture<Finding> done(Finding finding) {
    return CompletableFuture.completedFuture(finding);
  }

  /** The address that a leg dials from; {@code null} for the system's choice. */
  private static InetAddress from(LegConfig leg) {
    return leg.bind() == null ? null : leg.bind().getAddress();
  }

  /** The same, without what keeps others out. */
  private static LegConfig bare(LegConfig leg) {
    return LegConfig.connect(leg.address()).withBind(leg.bind()).withTls(leg.tls());
  }

  private static Finding failed(LegConfig leg, String name, String why) {
    if (why.contains("Cannot assign") && leg.bind() != null) {
      return Finding.fail(
          name + ": " + from(leg).getHostAddress() + " is no address of this machine",
          "ip address show lists those that are; --bind takes one of them");
    }
    if (leg.tls() != null) {
      HostPort there = new HostPort(leg.address().getHostString(), leg.address().getPort());
      return Finding.fail(
          name + ": " + why,
          "openssl s_client -connect "
              + there.withPort(0)
              + " shows what it presents; --ca names the file with the certificate of who signed"
              + " it, and --cert and --key are what it may ask for");
    }
    return Finding.fail(name + ": " + why, "ip route get " + leg.address().getHostString());
  }

  /**
   * A router that is passive waits for our OPEN; but with GTSM it may be that what it says does not
   * reach us, though its first answer did.
   */
  private static CompletableFuture<Finding> silent(LegConfig leg, String name, RouterProbe probe) {
    Finding waits = Finding.ok(name + " takes connections, and waits for an OPEN (none was sent)");
    if (!leg.gtsm()) {
      return done(waits);
    }
    LegConfig bare = bare(leg).withMd5(leg.md5());
    return probe
        .knock(bare, SECOND_PATIENCE)
        .thenApply(heard -> heard.result() == Result.OPEN ? hops(leg, name, true) : waits);
  }

  /** Tries what else might be answered: each is a reason why this was not. */
  private static CompletableFuture<Finding> unanswered(
      LegConfig leg, String name, RouterProbe probe) {
    LegConfig bare = bare(leg);
    boolean hops = leg.ttl() != 0 || leg.gtsm();
    CompletableFuture<Heard> without =
        leg.md5() == null ? no() : probe.knock(withHops(bare, leg), SECOND_PATIENCE);
    CompletableFuture<Heard> otherHops =
        probe.knock((hops ? bare : bare.withTtl(MAX_TTL)).withMd5(leg.md5()), SECOND_PATIENCE);
    CompletableFuture<Boolean> alive =
        CompletableFuture.supplyAsync(() -> isAlive(leg.address().getHostString()));
    return CompletableFuture.allOf(without, otherHops, alive)
        .thenApply(
            all -> {
              if (without.join().isAnswer()) {
                return Finding.fail(
                    name + " answers without a TCP-MD5 password, and not with the one given here",
                    "on the router: neighbor ADDRESS password; or leave --md5 out here");
              }
              if (otherHops.join().isAnswer()) {
                return hops(leg, name, hops);
              }
              return nothing(leg, name, alive.join());
            });
  }

  private static LegConfig withHops(LegConfig bare, LegConfig leg) {
    return leg.gtsm() ? bare.withGtsm(leg.ttl()) : bare.withTtl(leg.ttl());
  }

  private static CompletableFuture<Heard> no() {
    return CompletableFuture.completedFuture(new Heard(Result.UNANSWERED, ""));
  }

  private static Finding hops(LegConfig leg, String name, boolean hops) {
    if (!hops) {
      return Finding.fail(
          name + " answers only what is sent with TTL 255: it wants GTSM (RFC 5082)",
          "--gtsm at this end");
    }
    return leg.gtsm()
        ? Finding.fail(
            name
                + " answers, but with a TTL below what --gtsm takes: it is further away, or does"
                + " not send with TTL 255",
            "on the router: neighbor ADDRESS ttl-security hops N; here: --ttl N with --gtsm, or no"
                + " --gtsm")
        : Finding.fail(
            name + " answers, but not to --ttl " + leg.ttl() + ": it is further away",
            "a greater --ttl, or none");
  }

  private static Finding nothing(LegConfig leg, String name, boolean alive) {
    if (!alive) {
      return Finding.fail(
          name
              + " does not answer at all: it is down, it has another address, or a filter is"
              + " between",
          "ping " + leg.address().getHostString());
    }
    return leg.md5() == null
        ? Finding.fail(
            name
                + " does not answer, though the host is there: it wants a TCP-MD5 password, or a"
                + " filter is between",
            "--md5 with the password that the router has")
        : Finding.fail(
            name
                + " does not answer, though the host is there: it has another TCP-MD5 password,"
                + " or a filter is between",
            "the same password at both ends; on the router: neighbor ADDRESS password");
  }

  private static boolean isAlive(String host) {
    try {
      return InetAddress.getByName(host).isReachable((int) SECOND_PATIENCE.toMillis());
    } catch (IOException e) {
      return false;
    }
  }
}
