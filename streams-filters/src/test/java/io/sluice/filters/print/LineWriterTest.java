package io.sluice.filters.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineWriterTest {
  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** A reader that takes nothing before it is told to. */
  private static final class Pipe extends OutputStream {
    private final CountDownLatch open = new CountDownLatch(1);
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      synchronized (taken) {
        taken.write(bytes, offset, length);
      }
    }

    String text() {
      synchronized (taken) {
        return taken.toString(StandardCharsets.US_ASCII);
      }
    }
  }

  @Test
  void linesComeOutInOrderAndWholeOnceItIsClosed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (LineWriter writer = new LineWriter(out)) {
      for (int i = 0; i < 1000; i++) {
        writer.write(line("line " + i), 1);
      }
    }
    assertThat(out.toString(StandardCharsets.US_ASCII).lines())
        .hasSize(1000)
        .startsWith("line 0", "line 1")
        .endsWith("line 999");
  }

  @Test
  void aReaderThatTakesNothingHoldsUpForItsPatienceOnlyAndLinesGoOnOnceItMoves() {
    Pipe pipe = new Pipe();
    try (LineWriter writer = new LineWriter(pipe, 30, Duration.ofMillis(300))) {
      long before = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        writer.write(line("early " + i), 1);
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
      assertThat(millis).isBetween(200L, 2000L);
      pipe.open.countDown();
      await().until(() -> pipe.text().lines().count() >= 3);
      writer.write(line("late"), 1);
    }
    assertThat(pipe.text().lines()).startsWith("early 0").endsWith("late").hasSizeLessThan(10);
  }

  @Test
  void aReaderThatIsGoneHoldsNothingUp() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (LineWriter writer = new LineWriter(gone, 10, Duration.ofSeconds(60))) {
      long before = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        writer.write(line("line"), 1);
      }
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(5);
    }
  }
}
