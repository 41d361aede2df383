package io.sluice.cli.run.file;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.WriteOptions;
import io.sluice.mrt.WriteOptions.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FileSinkTest {
  @TempDir Path folder;

  private List<String> closed(Path file, Existing existing) throws IOException {
    Logger logger = (Logger) LoggerFactory.getLogger(FileSink.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    logger.addAppender(told);
    // Others of the tests switch the log off.
    logger.setLevel(Level.WARN);
    try {
      WriteOptions options = WriteOptions.of(ArchiveFormat.MRT).withExisting(existing);
      new FileSink(file.toString(), options, () -> null, false).close(true);
    } finally {
      logger.detachAppender(told);
      logger.setLevel(null);
    }
    return told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aFileOfAnEarlierRunIsNotTakenForTheResultOfOneThatHasNone() throws IOException {
    Path file = Files.writeString(folder.resolve("out.mrt"), "older");
    assertThat(closed(file, Existing.REPLACE))
        .singleElement()
        .asString()
        .contains("no message came for " + file);
    assertThat(file).hasContent("older");
    assertThat(closed(file, Existing.APPEND)).isEmpty();
    assertThat(closed(folder.resolve("none.mrt"), Existing.REPLACE)).isEmpty();
  }
}
