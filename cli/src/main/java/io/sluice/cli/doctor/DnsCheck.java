package io.sluice.cli.doctor;

import io.sluice.cli.pipeline.HostPort;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;

/** Whether the names of hosts have addresses. */
final class DnsCheck {
  private final Patient patient;

  DnsCheck(Patient patient) {
    this.patient = patient;
  }

  List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    List<String> good = new ArrayList<>();
    names()
        .forEach(
            (name, use) -> {
              try {
                good.add(
                    name
                        + " is "
                        + Arrays.stream(InetAddress.getAllByName(name))
                            .map(InetAddress::getHostAddress)
                            .collect(Collectors.joining(" and ")));
              } catch (UnknownHostException e) {
                findings.add(
                    Finding.fail(
                        "the name " + name + " (" + use + ") has no address",
                        "getent hosts "
                            + name
                            + " tries it; see /etc/resolv.conf, or write an"
                            + " address instead"));
              }
            });
    if (findings.isEmpty()) {
      findings.add(Finding.ok(good.isEmpty() ? "no names are used" : String.join(", ", good)));
    }
    return findings;
  }

  /** Names, and what each is for. */
  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (Patient.End end : patient.ends()) {
      if (!end.leg().listens()) {
        add(names, end.leg().address().getHostString(), end.side() + " end of " + end.session());
      }
    }
    Object servers = patient.client().get("bootstrap.servers");
    if (servers != null) {
      for (String server : servers.toString().split("\\s*,\\s*")) {
        add(names, Utils.getHost(server), "Kafka");
      }
    }
    if (patient.registrySettings() != null) {
      for (URI url : patient.registrySettings().urls()) {
        add(names, url.getHost(), "schema registry");
      }
    }
    return names;
  }

  private static void add(Map<String, String> names, String host, String use) {
    if (host != null && !HostPort.isIp(host) && !host.startsWith("[")) {
      names.putIfAbsent(host, use);
    }
  }
}
