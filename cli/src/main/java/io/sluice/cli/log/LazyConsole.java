package io.sluice.cli.log;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;

/**
 * Standard error, set up when the first line comes: most runs over files have none, and patterns
 * and time zones take a tenth of a second.
 */
final class LazyConsole extends AppenderBase<ILoggingEvent> {
  private final boolean colours;
  private ConsoleAppender<ILoggingEvent> console;

  /**
   * @param colours whether to colour the levels
   */
  LazyConsole(boolean colours) {
    this.colours = colours;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (console == null) {
      console = console();
    }
    console.doAppend(event);
  }

  private ConsoleAppender<ILoggingEvent> console() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(getContext());
    encoder.setPattern(
        colours
            ? "%d{yyyy-MM-dd HH:mm:ss.SSS} %highlight(%-5level) %msg%n%ex{short}"
            : "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %msg%n%ex{short}");
    encoder.start();
    ConsoleAppender<ILoggingEvent> made = new ConsoleAppender<>();
    made.setContext(getContext());
    made.setTarget("System.err");
    made.setEncoder(encoder);
    made.start();
    return made;
  }

  @Override
  public void stop() {
    if (console != null) {
      console.stop();
    }
    super.stop();
  }
}
