package io.sluice.cli.log;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;

/**
 * Standard error, set up when the first line comes: most runs over files have none, and patterns
 * and time zones take a tenth of a second.
 */
final class LazyConsole extends AppenderBase<ILoggingEvent> {
  private final LogFormat format;
  private ConsoleAppender<ILoggingEvent> console;

  /**
   * @param format how a line looks
   */
  LazyConsole(LogFormat format) {
    this.format = format;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (console == null) {
      console = console();
    }
    console.doAppend(event);
  }

  private ConsoleAppender<ILoggingEvent> console() {
    Encoder<ILoggingEvent> encoder = format == LogFormat.JSON ? new JsonEncoder() : text();
    encoder.setContext(getContext());
    encoder.start();
    ConsoleAppender<ILoggingEvent> made = new ConsoleAppender<>();
    made.setContext(getContext());
    made.setTarget("System.err");
    made.setEncoder(encoder);
    made.start();
    return made;
  }

  private PatternLayoutEncoder text() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern(
        format == LogFormat.COLOURS
            ? "%d{yyyy-MM-dd HH:mm:ss.SSS} %highlight(%-5level) %msg%n%ex{short}"
            : "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %msg%n%ex{short}");
    return encoder;
  }

  @Override
  public void stop() {
    if (console != null) {
      console.stop();
    }
    super.stop();
  }
}
