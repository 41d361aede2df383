package io.sluice.bench;

import io.sluice.bgp.AddressFamily;
import io.sluice.proxy.speaker.Speaker;
import io.sluice.proxy.speaker.SpeakerCounters;
import io.sluice.proxy.speaker.SpeakerListener;
import io.sluice.proxy.speaker.SpeakerSession;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pushes a table through whatever stands between two speakers: how long from the first octet sent
 * to the last UPDATE received, and whether the octets arrived unchanged.
 */
public final class Through {
  private final Ends ends;
  private final Table table;
  private final Middle middle;
  private final Duration patience;

  /**
   * @param patience how long the middle may take to be there, and then the table to pass
   */
  public Through(Ends ends, Table table, Middle middle, Duration patience) {
    this.ends = ends;
    this.table = table;
    this.middle = middle;
    this.patience = patience;
  }

  /**
   * One table.
   *
   * @param seconds from sending to the last UPDATE received
   * @param messages UPDATEs received, without End-of-RIB
   * @param routes routes received
   * @param complete whether End-of-RIB came, all messages before it, and their octets the same
   * @param cpuSeconds of the middle's process tree meanwhile
   * @param peakMebibytes of the middle's process tree so far
   * @param otherCores what anything else on the machine used meanwhile
   */
  public record Result(
      double seconds,
      long messages,
      long routes,
      boolean complete,
      double cpuSeconds,
      long peakMebibytes,
      double otherCores) {

    /** Messages per second. */
    public double rate() {
      return messages / seconds;
    }
  }

  /** Hears the End-of-RIB. */
  private static final class Arrival implements SpeakerListener {
    private final CompletableFuture<Long> lastNanos = new CompletableFuture<>();

    @Override
    public void received(SpeakerSession s, byte[] buffer, int offset, int length, long nanoTime) {
      // The shortest UPDATE there is, which is the End-of-RIB of IPv4.
      if (length == 23 && buffer[offset + 18] == 2) {
        lastNanos.complete(nanoTime);
      }
    }
  }

  /** Runs once, in a session of its own. */
  public Result run() throws IOException, InterruptedException {
    Arrival arrival = new Arrival();
    try (Speaker receiver = new Speaker(ends.receiver(), arrival).start();
        Speaker sender = new Speaker(ends.sender(!middle.present())).start()) {
      SpeakerSession out = await(sender, middle, patience);
      SpeakerSession in = await(receiver, middle, patience);
      // The middle may still be busy with the handshake.
      Thread.sleep(500);
      OtherLoad other = new OtherLoad();
      double cpu = middle.cpuSeconds();
      long began = System.nanoTime();
      out.announce(table.messages());
      out.endOfRib(AddressFamily.IPV4_UNICAST);
      boolean over = true;
      long last;
      try {
        last = arrival.lastNanos.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
        over = false;
        last = System.nanoTime();
      }
      SpeakerCounters counters = in.counters();
      return new Result(
          (last - began) / 1e9,
          counters.updates() - counters.endsOfRib(),
          counters.announced(),
          over
              && counters.updates() - counters.endsOfRib() == table.count()
              && in.sha256().equals(table.sha256()),
          middle.cpuSeconds() - cpu,
          middle.peakMebibytes(),
          other.cores());
    }
  }

  /** The next session of a speaker, as long as the middle lives. */
  static SpeakerSession await(Speaker speaker, Middle middle, Duration patience)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      middle.check();
      try {
        return speaker.awaitSession(Duration.ofSeconds(1));
      } catch (IOException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
      }
    }
  }
}
