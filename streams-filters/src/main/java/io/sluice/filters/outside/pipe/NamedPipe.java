package io.sluice.filters.outside.pipe;

import io.sluice.filters.outside.StreamChannel;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A pair of named pipes: what is sent goes into one, what is said comes out of the other. Each is
 * made if it is not there. A run begins when somebody has opened the other ends, and is over when
 * they are closed.
 *
 * <p>A pair serves one session at a time; another one waits until it is free.
 */
public final class NamedPipe extends StreamChannel {
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();
  private static final long PATIENCE_MILLIS = 500;

  private final Path to;
  private final Path from;

  /**
   * Begins to wait for the other ends.
   *
   * @param to what is sent goes there; {@code null} for nowhere
   * @param from what is said comes from there; {@code null} for nowhere
   * @param label what it is called in the log
   */
  public NamedPipe(Path to, Path from, String label, boolean keep, Runnable wake) {
    super(label, keep, wake);
    this.to = to;
    this.from = from;
    begin();
  }

  @Override
  protected String once(int run) throws InterruptedException {
    Path key = (to == null ? from : to).toAbsolutePath();
    if (!TAKEN.add(key)) {
      return key + " serves another session: with several, put $SESSION into its name";
    }
    try {
      return opened(run);
    } catch (IOException e) {
      return e.getMessage();
    } finally {
      TAKEN.remove(key);
    }
  }

  private String opened(int run) throws IOException, InterruptedException {
    make(to);
    make(from);
    // Whoever is at the other ends may open them in any order, and each waits for the other side.
    CompletableFuture<FileOutputStream> out = new CompletableFuture<>();
    if (to != null) {
      start("open", () -> open(out));
    } else {
      out.complete(null);
    }
    try (FileInputStream in = from == null ? null : new FileInputStream(from.toFile())) {
      FileOutputStream sends = out.get();
      if (isClosed()) {
        return "";
      }
      up(run);
      if (in == null) {
        write(sends, run);
        return isEnding() ? "" : "its reader has gone";
      }
      if (sends != null) {
        start("write", () -> write(sends, run));
      }
      read(in, run);
      return isEnding() ? "" : "its writer has gone";
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    }
  }

  private void open(CompletableFuture<FileOutputStream> out) {
    try {
      out.complete(new FileOutputStream(to.toFile()));
    } catch (IOException e) {
      out.completeExceptionally(e);
    }
  }

  private static void make(Path pipe) throws IOException, InterruptedException {
    if (pipe == null) {
      return;
    }
    if (!Files.exists(pipe)) {
      Process made =
          new ProcessBuilder("mkfifo", "-m", "600", pipe.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (made.waitFor() != 0 && !Files.exists(pipe)) {
        throw new IOException("cannot make the named pipe " + pipe);
      }
    }
    if (!Files.readAttributes(pipe, BasicFileAttributes.class).isOther()) {
      throw new IOException(pipe + " is there, and is no named pipe");
    }
  }

  /** Opens the other ends itself, so that what waits for them goes on, and ends. */
  @Override
  protected void finish() throws InterruptedException {
    while (!awaitEnd(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      release(to);
      release(from);
    }
  }

  private static void release(Path pipe) {
    if (pipe != null && Files.exists(pipe)) {
      try {
        RandomAccessFile both = new RandomAccessFile(pipe.toFile(), "rw");
        TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS / 10);
        both.close();
      } catch (IOException e) {
        // Somebody removed it.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
