package io.sluice.cli.routers;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Records what crosses the wire, with tcpdump, and gives the TCP connections in it. */
final class Capture implements Resource {
  private final Child tcpdump;
  private final Path file;

  private Capture(Child tcpdump, Path file) {
    this.tcpdump = tcpdump;
    this.file = file;
  }

  /** Starts to record what matches; returns when it records. */
  static Capture start(Lab lab, String name, String filter) {
    Path file = lab.folder(name).resolve("wire.pcap");
    List<String> command =
        List.of(
            "tcpdump",
            "-i",
            "lo",
            "-n",
            "-s",
            "0",
            // Bursts of a whole table: nothing may be lost.
            "-B",
            "131072",
            "--immediate-mode",
            "-U",
            "-Z",
            "root",
            "-w",
            file.toString(),
            filter);
    Capture capture = new Capture(lab.start(name, command), file);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> capture.said("listening on") || !capture.tcpdump.alive());
    assumeTrue(!capture.said("permi"), "tcpdump may not capture here");
    capture.tcpdump.assertAlive();
    return capture;
  }

  private boolean said(String text) {
    return tcpdump.output().contains(text);
  }

  /** The connections to this port that were recorded so far, in the order they were opened. */
  List<Conversation> conversations(int serverPort) {
    return TcpStreams.read(file, serverPort);
  }

  @Override
  public void close() {
    tcpdump.close();
  }
}
