package io.sluice.filters.outside.exec;

import io.sluice.filters.outside.StreamChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A background process: takes what is sent on its standard input, says what it says on its standard
 * output, and its standard error goes to the log. One that ends is started anew.
 *
 * <pre>
 *   start ──► runs ──exits──► pause ──► start ..
 *               │
 *             close: end of input ──1 s──► TERM ──1 s──► KILL, its forks too
 * </pre>
 */
public final class Helper extends StreamChannel {
  /** The variable that tells a process which session it is for. */
  public static final String SESSION = "SLUICE_SESSION";

  private static final Logger log = LoggerFactory.getLogger(Helper.class);
  private static final Set<Helper> LIVE = ConcurrentHashMap.newKeySet();
  private static final long PATIENCE_MILLIS = 1000;
  private static final int LONGEST_LINE = 2000;

  static {
    // None outlives us: what is still at work when the process ends gets its time to end, too.
    Runtime.getRuntime().addShutdownHook(new Thread(Helper::endAll, "sluice-helpers-end"));
  }

  private final List<String> command;
  private final String session;
  private volatile ProcessGroup group;

  /**
   * Starts it, on a thread of its own.
   *
   * @param command the program and its arguments
   * @param name name of the stage, for the log
   */
  public Helper(List<String> command, String name, String session, boolean keep, Runnable wake) {
    super(session.isEmpty() ? name : name + " of session " + session, keep, wake);
    this.command = List.copyOf(command);
    this.session = session;
    LIVE.add(this);
    begin();
  }

  @Override
  protected String once(int run) throws InterruptedException {
    ProcessGroup started;
    try {
      started = ProcessGroup.start(command, Map.of(SESSION, session));
    } catch (IOException e) {
      return "cannot be started: " + e.getMessage();
    }
    group = started;
    Process process = started.process();
    up(run);
    start("write", () -> write(process.getOutputStream(), run));
    start("errors", () -> errors(process.getErrorStream()));
    process.onExit().thenRun(() -> start("forks", () -> endForks(started)));
    read(process.getInputStream(), run);
    if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      started.signal(true);
      process.waitFor();
      return "closed its output, and was ended";
    }
    int status = process.exitValue();
    return status > 128 ? "ended by signal " + (status - 128) : status == 0 ? "" : said(status);
  }

  private String said(int status) {
    // After the end of its input a filter may tell something by its status, as grep does.
    boolean told = isEnding() && status == 1 && outgoing().octets() == 0;
    return told ? "" : "ended with status " + status;
  }

  private void errors(InputStream from) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.info(
            "{}: {}",
            label(),
            line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " .." : line);
      }
    } catch (IOException e) {
      log.debug("{}: errors end: {}", label(), e.getMessage());
    }
  }

  /** Forks of a process that has ended may keep its output open; they end with it. */
  private void endForks(ProcessGroup ended) {
    try {
      TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS / 4);
      ended.signal(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it: asked by the end of its input, then by TERM, then not asked any more. */
  @Override
  protected void finish() throws InterruptedException {
    if (awaitEnd(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      return;
    }
    ProcessGroup last = group;
    if (last == null) {
      return;
    }
    last.signal(false);
    if (!awaitEnd(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      log.warn("{}: killed, for it did not end when it was asked to", label());
      last.signal(true);
    }
  }

  @Override
  protected void ended() {
    LIVE.remove(this);
  }

  private static void endAll() {
    try {
      for (Helper helper : LIVE) {
        helper.close();
      }
      long until = System.nanoTime() + 4 * TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
      for (Helper helper : LIVE) {
        helper.awaitEnd(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there is such a program, by its path or on that of this process. */
  public static boolean exists(String program) {
    return ProcessGroup.find(program) != null;
  }
}
