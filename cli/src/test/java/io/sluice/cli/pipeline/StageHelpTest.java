package io.sluice.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Holds the help of each stage to the options that it takes. */
class StageHelpTest {

  static Stream<String> stages() {
    return StageKinds.list().stream().map(row -> row[0]);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void each_stage_lists_all_that_it_takes_and_nothing_else(String stage) {
    StageOptions options = StageKinds.named(stage);
    List<String> lines =
        options.help().lines().filter(line -> line.matches(" {2}(-\\w| {4}--).*")).toList();
    List<OptionSpec> taken =
        CommandSpec.forAnnotatedObject(options).options().stream()
            .filter(o -> !o.hidden())
            .toList();
    assertThat(lines).hasSameSizeAs(taken);
    for (OptionSpec option : taken) {
      String name =
          Stream.of(option.names()).filter(n -> n.startsWith("--")).findFirst().orElseThrow();
      assertThat(lines)
          .as("%s %s", stage, name)
          .anyMatch(
              line ->
                  line.matches(".* " + name + "( \\S+)? {1,}" + ".*")
                      && line.contains(String.join(" ", option.description())));
    }
  }

  @Test
  void connect_shows_what_the_readme_of_2024_shows() {
    String help = StageKinds.named("connect").help();
    assertThat(help)
        .startsWith(
            "Stage usage: connect [OPTIONS] ADDR\n\n"
                + "Description: connect to a BGP endpoint over TCP\n\n");
    for (String option :
        List.of(
            "      --timeout duration",
            "      --md5 string",
            "Common Options:",
            "  -L, --left",
            "  -R, --right",
            "  -A, --args",
            "  -W, --wait strings",
            "  -S, --stop strings",
            "  -I, --inject string")) {
      assertThat(help).containsPattern("(?m)^" + option + "( |$)");
    }
    assertThat(help).contains("ADDR").contains("$SLUICE_LEFT");
  }
}
