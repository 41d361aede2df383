package io.sluice.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.OperatorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
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
