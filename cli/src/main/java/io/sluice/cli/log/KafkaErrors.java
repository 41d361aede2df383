package io.sluice.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;

/**
 * The last error that a Kafka broker in this process has logged. Nobody is shown it, for a broker
 * logs many that mend themselves; but it tells why one ends.
 */
public final class KafkaErrors extends AppenderBase<ILoggingEvent> {
  private static volatile String last = "";
  private static volatile String cause = "";

  KafkaErrors() {}

  /** What it was, with the last exception behind an error; empty for none. */
  public static String last() {
    return cause.isEmpty() || last.contains(cause) ? last : last + ": " + cause;
  }

  @Override
  protected void append(ILoggingEvent event) {
    last = event.getFormattedMessage();
    IThrowableProxy thrown = event.getThrowableProxy();
    while (thrown != null) {
      cause = thrown.getMessage() == null ? thrown.getClassName() : thrown.getMessage();
      thrown = thrown.getCause();
    }
  }
}
