package io.sluice.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged from now on, until it is closed. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.sluice");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  LogLines() {
    setContext(logger.getLoggerContext());
    start();
    logger.addAppender(this);
    // Whatever a command has set meanwhile.
    logger.setLevel(Level.INFO);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getFormattedMessage());
  }

  /** Waits for a line that has all of these in it. */
  void await(String... parts) {
    org.awaitility.Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(with(parts)).as(String.join(", ", lines)).isNotEmpty());
  }

  /** The lines that have all of these in them. */
  List<String> with(String... parts) {
    return lines.stream().filter(line -> List.of(parts).stream().allMatch(line::contains)).toList();
  }

  /** All of it. */
  List<String> all() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    logger.setLevel(null);
    logger.detachAppender(this);
    stop();
  }
}
