package io.sluice.bgp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorpusTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();

  @TempDir Path dir;

  /** The fuzz tests, called with each input of the corpus, without the fuzzer. */
  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void everyInputThatIsKeptStillPasses(FuzzTarget target) throws Exception {
    var constructor = Class.forName(target.testClass()).getDeclaredConstructor();
    constructor.setAccessible(true);
    Object test = constructor.newInstance();
    Method method = test.getClass().getDeclaredMethod(target.method(), byte[].class);
    method.setAccessible(true);
    List<byte[]> inputs = Corpus.read(target.corpus(MODULE));
    assertThat(inputs).hasSizeGreaterThan(20);
    for (byte[] input : inputs) {
      method.invoke(test, (Object) input);
    }
  }

  @Test
  void whatIsPackedComesOutAgainAndAPartOfEveryLengthWhenItDoesNotFit() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("folder"));
    for (int i = 1; i <= 90; i++) {
      Files.write(folder.resolve("input" + i), new byte[i]);
    }
    Path file = dir.resolve("all");
    assertThat(Corpus.pack(folder, file, 100_000)).isZero();
    Corpus.unpack(file, dir.resolve("again"));
    assertThat(Corpus.read(file)).hasSize(90).contains(new byte[1], new byte[90]);
    assertThat(dir.resolve("again")).isDirectoryContaining("glob:**/kept-89");

    assertThat(Corpus.pack(folder, file, 2000)).isPositive();
    assertThat(Files.size(file)).isBetween(1500L, 2000L);
    assertThat(Corpus.read(file)).anyMatch(i -> i.length < 30).anyMatch(i -> i.length > 60);
  }
}
