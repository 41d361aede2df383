package io.sluice.bench;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.Header;
import io.sluice.bgp.Open;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Resident memory of processes that have many idle sessions. */
@Command(
    name = "memory",
    description = {
      "Resident memory with many idle sessions: of one process with everything,",
      "and of a proxy alone."
    },
    mixinStandardHelpOptions = true)
final class MemoryCommand implements Callable<Integer> {
  private static final int KEEPALIVE_MILLIS = 10_000;
  private static final int HOLD_SECONDS = 90;

  @Option(
      names = "--sessions",
      defaultValue = "200",
      description = "how many (default ${DEFAULT-VALUE})")
  int sessions;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "how long they are idle before it is looked at (default ${DEFAULT-VALUE})")
  int seconds;

  @Option(names = "--log", description = "file for the output of the processes")
  Path log;

  @Override
  public Integer call() throws Exception {
    Path folder = MiddleOptions.folder();
    try (Middle all = start(folder.resolve("all"), "all")) {
      measure("broker, judge and proxy", all);
    }
    try (Middle broker = start(folder.resolve("broker"), "broker");
        Middle proxy =
            start(
                folder.resolve("proxy"),
                "proxy",
                "--kafka",
                new MiddleOptions().kafka(folder.resolve("broker")))) {
      broker.check();
      measure("proxy alone", proxy);
    }
    MiddleOptions.remove(folder);
    return 0;
  }

  private Middle start(Path folder, String parts, String... more) throws IOException {
    folder.toFile().mkdirs();
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    // As ./sluice runs where there are two cores.
    command.addAll(List.of("-XX:+UseParallelGC", "-Xmx768m", "-XX:TieredStopAtLevel=1"));
    if (parts.equals("proxy")) {
      command.add("-XX:MaxNewSize=48m");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(IdleBridge.class.getName(), parts, Integer.toString(sessions)));
    command.add(folder.toString());
    command.addAll(Arrays.asList(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(
        log == null
            ? ProcessBuilder.Redirect.DISCARD
            : ProcessBuilder.Redirect.appendTo(new File(log.toString())));
    Process process = builder.start();
    BufferedReader out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
      if (line == null) {
        throw new IOException(parts + " ended: see why with --log FILE");
      }
    }
    return Middle.of(process);
  }

  @SuppressWarnings("SystemOut")
  private void measure(String what, Middle middle) throws Exception {
    List<Socket> ends = new ArrayList<>();
    try (ServerSocket sink = new ServerSocket()) {
      sink.setReuseAddress(true);
      sink.bind(IdleBridge.SINK, sessions);
      for (int i = 0; i < sessions; i++) {
        Socket left = new Socket();
        left.bind(new InetSocketAddress(IdleBridge.source(i), 0));
        left.connect(IdleBridge.LISTEN);
        ends.add(left);
        Socket right = sink.accept();
        ends.add(right);
        send(left, open(3));
        send(right, open(2));
        send(left, Header.keepalive());
        send(right, Header.keepalive());
      }
      long until = System.nanoTime() + seconds * 1_000_000_000L;
      int up = 0;
      while (System.nanoTime() < until) {
        Thread.sleep(Math.min(KEEPALIVE_MILLIS, 1 + (until - System.nanoTime()) / 1_000_000));
        up = 0;
        for (Socket end : ends) {
          send(end, Header.keepalive());
          up += open(end) ? 1 : 0;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%s: %d of %d ends up, resident %d MiB, at most %d MiB%n",
          what,
          up,
          2 * sessions,
          middle.residentMebibytes(),
          middle.peakMebibytes());
    } finally {
      for (Socket end : ends) {
        end.close();
      }
    }
  }

  private static byte[] open(int who) {
    long asn = 4_200_000_000L + who;
    return Open.encode(
        asn,
        HOLD_SECONDS,
        0x0a000000 + who,
        List.of(Open.multiprotocol(AddressFamily.IPV4_UNICAST), Open.fourOctetAs(asn)));
  }

  private static void send(Socket to, byte[] message) throws IOException {
    to.getOutputStream().write(message);
  }

  /** Reads what is there; tells whether the other end is still connected. */
  private static boolean open(Socket end) throws IOException {
    InputStream in = end.getInputStream();
    end.setSoTimeout(1);
    byte[] some = new byte[4096];
    try {
      for (int n = in.read(some); ; n = in.read(some)) {
        if (n < 0) {
          return false;
        }
      }
    } catch (java.net.SocketTimeoutException e) {
      return true;
    }
  }
}
