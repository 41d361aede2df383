package io.sluice.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.sluice.cli.OperatorException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log lines on standard error. What Kafka's own code says is left out. */
public final class Logging {
  private static final Map<String, Level> LEVELS =
      Map.of(
          "trace", Level.TRACE,
          "debug", Level.DEBUG,
          "info", Level.INFO,
          "warn", Level.WARN,
          "error", Level.ERROR,
          "disabled", Level.OFF);

  /** Names of the levels, for messages. */
  private static final String NAMES = "trace, debug, info, warn, error, disabled";

  /** Loggers of libraries that tell at length what an operator cannot use. */
  private static final List<String> NOISY =
      List.of("kafka", "org.apache.kafka", "state.change.logger", "io.netty", "org.apache.avro");

  /** Of those, the ones that a broker in this process logs to. */
  private static final List<String> BROKER =
      List.of(
          "kafka",
          "org.apache.kafka.controller",
          "org.apache.kafka.image",
          "org.apache.kafka.metadata",
          "org.apache.kafka.raft",
          "org.apache.kafka.server",
          "org.apache.kafka.storage");

  private static volatile boolean json;

  private Logging() {}

  /** Whether lines are objects, so that nothing else should stand on standard error. */
  public static boolean isJson() {
    return json;
  }

  /**
   * Sets what is logged from now on.
   *
   * @param level name of a level
   * @param format how a line looks
   * @throws OperatorException if there is no such level
   */
  public static void configure(String level, LogFormat format) {
    configure((LoggerContext) LoggerFactory.getILoggerFactory(), wanted(level), format);
    json = format == LogFormat.JSON;
  }

  /**
   * Sets how much is logged from now on.
   *
   * @throws OperatorException if there is no such level
   */
  public static void level(String level) {
    level((LoggerContext) LoggerFactory.getILoggerFactory(), wanted(level));
  }

  private static Level wanted(String level) {
    Level wanted = LEVELS.get(level);
    if (wanted == null) {
      throw new OperatorException("--log " + level + ": the levels are " + NAMES);
    }
    return wanted;
  }

  static void configure(LoggerContext context, Level level, LogFormat format) {
    context.reset();
    LazyConsole appender = new LazyConsole(format);
    appender.setContext(context);
    appender.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    KafkaErrors errors = new KafkaErrors();
    errors.setContext(context);
    errors.start();
    BROKER.forEach(name -> context.getLogger(name).addAppender(errors));
    level(context, level);
  }

  private static void level(LoggerContext context, Level level) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level);
    // What becomes of sessions is logged by us, as --events says.
    context.getLogger("io.sluice.proxy.sessions").setLevel(Level.OFF);
    boolean all = level.equals(Level.TRACE);
    for (String name : NOISY) {
      context.getLogger(name).setLevel(all ? Level.DEBUG : Level.OFF);
    }
    for (String name : BROKER) {
      context.getLogger(name).setLevel(all ? Level.DEBUG : Level.ERROR);
      context.getLogger(name).setAdditive(all);
    }
  }
}
