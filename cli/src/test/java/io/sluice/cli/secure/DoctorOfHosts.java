package io.sluice.cli.secure;

import static io.sluice.cli.secure.DoctoredBridge.bridge;
import static io.sluice.cli.secure.DoctoredBridge.dir;
import static io.sluice.cli.secure.DoctoredBridge.http;
import static io.sluice.cli.secure.DoctoredBridge.listen;
import static io.sluice.cli.secure.DoctoredBridge.only;
import static io.sluice.cli.secure.DoctoredBridge.speakers;

import com.sun.net.httpserver.HttpServer;
import io.sluice.cli.Findings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the doctor finds on this machine: files, ports, processes, names. */
interface DoctorOfHosts {
  @Test
  default void configuration_that_is_written_wrong() throws Exception {
    Findings found = Findings.by("-c", bridge("partitions: 2", "partitons: 2"));
    found.fail("configuration", "topics.partitons", "");
    found.say("loop", "not checked", "configuration", "");
  }

  @Test
  default void limits_more_octets_in_flight_than_the_heap_has() throws Exception {
    String limits = "limits: {bytes-in-all: 900000000000}\nhttp:\n";
    only("limits", bridge("http:\n", limits)).fail("limits", "the Java heap has", "-Xmx");
  }

  @Test
  default void disk_a_data_folder_that_cannot_be() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "");
    only("disk", bridge(dir.resolve("data").toString(), file + "/data"))
        .fail("disk", "cannot be made", "--data");
  }

  @Test
  default void disk_a_spool_that_may_take_more_than_there_is() throws Exception {
    String limits = "limits: {spool-bytes: 900000000000000}\nhttp:\n";
    only("disk", bridge("http:\n", limits))
        .warn("disk", "the spool may take", "limits.spool-bytes");
  }

  @Test
  default void process_that_does_not_run() throws Exception {
    only("process", bridge("listen: 127.0.0.1:" + http, "listen: 127.0.0.1:1"))
        .warn("process", "nothing listens at http://127.0.0.1:1", "sluice proxy -c ");
  }

  @Test
  default void process_with_another_token() throws Exception {
    only("process", bridge("token: right", "token: wrong"))
        .warn("process", "another token", "token");
  }

  @Test
  default void process_that_is_somebody_elses_web_server() throws Exception {
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    other.start();
    try {
      only("process", bridge(":" + http, ":" + other.getAddress().getPort()))
          .fail("process", "is no Sluice", "--http");
    } finally {
      other.stop(0);
    }
  }

  @Test
  default void ports_taken_by_somebody_else() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      only("ports", bridge(":" + listen, ":" + other.getLocalPort()))
          .fail("ports", "in use by process " + ProcessHandle.current().pid(), "kill ");
    }
  }

  @Test
  default void ports_of_another_machine() throws Exception {
    only("ports", bridge("127.0.0.1:" + listen, "192.0.2.1:1790"))
        .fail(
            "ports",
            "192.0.2.1:1790 (session customer) is no address of this machine",
            "ip address");
  }

  @Test
  default void dns_that_does_not_know_a_router() throws Exception {
    Findings found = only("dns,routers", bridge(speakers.rightAddress(), "no-such-router.invalid"));
    found.fail("dns", "no-such-router.invalid (right end of customer) has no address", "getent");
    found.say("routers", "not checked", "no address", "");
  }
}
