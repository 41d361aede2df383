package io.sluice.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.OperatorException;
import io.sluice.cli.Options;
import io.sluice.cli.Outcome;
import io.sluice.mrt.ArchiveFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandTest {
  private static final Map<String, Object> CLIENT = Map.of("bootstrap.servers", "127.0.0.1:1");

  @TempDir Path folder;

  @Test
  void aLoadWhoseJobAnotherOneDoesIsNotToBeRunAgain() {
    for (var fenced :
        List.of(new ProducerFencedException("x"), new InvalidProducerEpochException("x"))) {
      assertThat(LoadCommand.reason(fenced, CLIENT)).contains("has taken over");
    }
  }

  @Test
  void aBrokerThatStaysAwayIsToldAndNotThatItsTopicIsNotThere() {
    String text = "Topic bgp.to-right not present in metadata after 60000 ms.";
    KafkaException away = new KafkaException("in an error state", new TimeoutException(text));
    assertThat(LoadCommand.reason(away, CLIENT))
        .isEqualTo(
            "the load stopped: Kafka at 127.0.0.1:1: no broker has answered for 60 s;"
                + " run it again to go on");
    var gone = new TimeoutException(text, new UnknownTopicOrPartitionException("no such topic"));
    assertThat(LoadCommand.reason(gone, CLIENT)).contains("no such topic");
  }

  @Test
  void theFormatOfFilesCanBeNamedAsForReading() {
    LoadWords words = new LoadWords();
    assertThat(Options.parse(words, () -> "", List.of("--format", "raw", "a.x"))).hasSize(1);
    assertThat(words.input.format()).isEqualTo(ArchiveFormat.RAW);
    Outcome wrong = Outcome.of("load", "--format", "pcap", "pom.xml");
    assertThat(wrong.err()).contains("--format pcap: one of auto, json, raw");
    assertThat(Outcome.of("load", "-h").err()).contains("--format");
  }

  @Test
  void aPrefixIsAPrefixAndNoFilter() throws Exception {
    LoadWords words = new LoadWords();
    words.collector = "rrc99";
    List<String> files = List.of(Files.createFile(folder.resolve("a.mrt")).toString());
    words.prefix = "2001:DB8::1/32";
    assertThat(words.values(files).prefix()).hasToString("2001:db8::/32");
    for (String wrong : List.of("10.0.0.0/8 || as_path == 1", "10.0.0.0/33", "ipv4", "")) {
      words.prefix = wrong;
      assertThatThrownBy(() -> words.values(files))
          .as(wrong)
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("--prefix " + wrong);
    }
  }
}
