package io.sluice.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JsonEncoderTest {

  private static JsonNode line(Consumer<Logger> says) throws Exception {
    LoggerContext context = new LoggerContext();
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    Logger logger = context.getLogger("a.b");
    logger.addAppender(appender);
    says.accept(logger);
    String line =
        new String(new JsonEncoder().encode(appender.list.get(0)), StandardCharsets.UTF_8);
    assertThat(line).endsWith("}\n");
    assertThat(line.indexOf('\n')).as("one line").isEqualTo(line.length() - 1);
    return new ObjectMapper().readTree(line);
  }

  @Test
  void a_line_has_time_level_logger_and_message_and_no_more() throws Exception {
    Instant before = Instant.now().minusSeconds(1);
    JsonNode line = line(log -> log.warn("{} of \"{}\"\n\u0001", 2, "ü"));
    assertThat(line.path("message").asText()).isEqualTo("2 of \"ü\"\n\u0001");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("logger").asText()).isEqualTo("a.b");
    assertThat(Instant.parse(line.path("time").asText())).isAfter(before);
    assertThat(line.size()).isEqualTo(4);
  }

  @Test
  void what_it_is_about_and_what_was_thrown_stand_beside_it() throws Exception {
    JsonNode line =
        line(
            log ->
                log.atError()
                    .addKeyValue("session", "a~b")
                    .addKeyValue("event", Thread.State.NEW)
                    .setCause(new IllegalStateException("boom"))
                    .log("x"));
    assertThat(line.path("session").asText()).isEqualTo("a~b");
    assertThat(line.path("event").asText()).isEqualTo("NEW");
    assertThat(line.path("exception").asText())
        .startsWith("java.lang.IllegalStateException: boom")
        .contains("at io.sluice.cli.log.JsonEncoderTest");
  }
}
