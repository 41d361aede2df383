package io.sluice.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.pipeline.WrittenStage;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
  @Test
  void parts_words_as_a_shell_does() {
    assertThat(ShellWords.of("  a  'b c'd \"e 'f\" g\\ h '' \"\\\"\" "))
        .containsExactly("a", "b cd", "e 'f", "g h", "", "\"");
    assertThat(ShellWords.of("")).isEmpty();
  }

  @Property(tries = 500)
  void words_that_are_written_are_read(@ForAll List<String> words) {
    List<String> plain = words.stream().map(w -> w.replace('\\', '/')).toList();
    assertThat(ShellWords.of(WrittenStage.text(plain))).isEqualTo(plain);
  }
}
