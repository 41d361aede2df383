package io.sluice.cli.doctor;

import io.sluice.cli.pipeline.HostPort;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the addresses that are listened on can be had, or are ours already. */
final class PortsCheck {
  private static final int PRIVILEGED = 1024;

  private final Patient patient;

  PortsCheck(Patient patient) {
    this.patient = patient;
  }

  List<Finding> look() {
    Map<InetSocketAddress, String> wanted = new LinkedHashMap<>();
    for (Patient.End end : patient.ends()) {
      if (end.leg().listens() && end.leg().address().getPort() != 0) {
        wanted.putIfAbsent(end.leg().address(), "session " + end.session());
      }
    }
    if (patient.plan().options().http().wanted()) {
      wanted.putIfAbsent(patient.plan().options().http().address(), "HTTP");
    }
    List<Finding> findings = new ArrayList<>();
    List<String> good = new ArrayList<>();
    wanted.forEach((at, use) -> one(at, use, findings, good));
    if (findings.isEmpty()) {
      findings.add(Finding.ok(good.isEmpty() ? "none is listened on" : String.join(", ", good)));
    }
    return findings;
  }

  private void one(InetSocketAddress at, String use, List<Finding> findings, List<String> good) {
    String where = text(at);
    // Bound and not listened on: nobody can come in meanwhile, and only a listener is in the way.
    try (Socket socket = new Socket()) {
      socket.setReuseAddress(true);
      socket.bind(at);
      good.add(where + " is free");
    } catch (BindException e) {
      String why = String.valueOf(e.getMessage());
      if (why.contains("in use")) {
        inUse(at, where, use, findings, good);
      } else if (why.contains("Cannot assign")) {
        findings.add(
            Finding.fail(
                where + " (" + use + ") is no address of this machine",
                "ip address show lists those that are; or listen on :" + at.getPort()));
      } else {
        denied(at, where, use, why, findings);
      }
    } catch (IOException e) {
      denied(at, where, use, String.valueOf(e.getMessage()), findings);
    }
  }

  private static void denied(
      InetSocketAddress at, String where, String use, String why, List<Finding> findings) {
    findings.add(
        Finding.fail(
            where + " (" + use + ") cannot be had: " + why,
            at.getPort() < PRIVILEGED
                ? "sysctl net.ipv4.ip_unprivileged_port_start="
                    + at.getPort()
                    + ", or AmbientCapabilities=CAP_NET_BIND_SERVICE in the unit of systemd"
                : "another port"));
  }

  private void inUse(
      InetSocketAddress at, String where, String use, List<Finding> findings, List<String> good) {
    RunningProcess process = patient.process();
    Optional<ProcessHandle> owner = KernelSockets.read().listener(at);
    String command = owner.flatMap(p -> p.info().commandLine()).orElse("");
    boolean ours =
        process.listening().contains(at.getPort())
            || process.runs() && process.url().endsWith(":" + at.getPort())
            || command.contains("io.sluice.cli.Sluice");
    if (ours) {
      good.add(where + " is listened on by the Sluice that runs");
      return;
    }
    findings.add(
        Finding.fail(
            where
                + " ("
                + use
                + ") is in use by "
                + owner
                    .map(p -> "process " + p.pid() + " (" + p.info().command().orElse("?") + ")")
                    .orElse("another process"),
            owner.map(p -> "kill " + p.pid() + ", or another port").orElse("another port")));
  }

  private static String text(InetSocketAddress at) {
    return at.getAddress().isAnyLocalAddress()
        ? ":" + at.getPort()
        : new HostPort(at.getAddress().getHostAddress(), at.getPort()).withPort(0);
  }
}
