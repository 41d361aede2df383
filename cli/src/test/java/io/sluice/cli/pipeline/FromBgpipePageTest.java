package io.sluice.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Holds the tables of docs/from-bgpipe.md to the options that bgpipe has, and to those here. */
class FromBgpipePageTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `--([\\w-]+)` \\| (same|differs|no|new) \\|");

  private static final String GLOBAL = "Global options";
  private static final String COMMON = "Every stage";
  private static final String OF_INPUT = "type skip pardon no-seq no-time no-tags";

  /** Options of bgpipe of July 2026, and of its readme of 2024. */
  private static final Map<String, String> BGPIPE = new LinkedHashMap<>();

  static {
    BGPIPE.put(
        GLOBAL,
        "version explain log http http-auth http-open pprof events kill stdin stdout stdin-wait"
            + " stdout-wait short-asn guess-asn caps rpki rpki-refresh rpki-retry rpki-insecure");
    BGPIPE.put(COMMON, "left right args wait stop inject new of if rate-limit rate-sample");
    BGPIPE.put(
        "connect",
        "bind md5 transparent ttl timeout closed-timeout keepalive retry retry-max tls insecure"
            + " no-ipv6");
    BGPIPE.put("listen", "md5 transparent ttl timeout closed-timeout keepalive");
    BGPIPE.put("speaker", "active asn id hold remote-asn remote-hold");
    BGPIPE.put("read", "decompress format mrt " + OF_INPUT);
    BGPIPE.put("write", "format type skip append create compress every time-format");
    BGPIPE.put("stdin", "format " + OF_INPUT);
    BGPIPE.put("stdout", "format type skip");
    BGPIPE.put("grep", "keep event-match event-fail kill-match kill-fail");
    BGPIPE.put("drop", "keep event-match event-fail kill-match kill-fail");
    BGPIPE.put(
        "limit",
        "ipv4 ipv6 multicast permanent min-length max-length session origin block block-length");
    BGPIPE.put("ris-live", "url sub timeout read-timeout retry retry-max delay-err");
    BGPIPE.put(
        "rv-live",
        "broker topics collector collector-not group state refresh timeout stale retry retry-max"
            + " keep-aspath");
    BGPIPE.put(
        "update",
        "nexthop4 nexthop6 nexthop-self add-com add-com-ext add-com-large drop-com drop-com-ext"
            + " drop-com-large");
    BGPIPE.put("tag", "add drop src");
    BGPIPE.put("head", "count");
    BGPIPE.put("metrics", "output");
    String outside = "format read write copy " + OF_INPUT;
    BGPIPE.put("exec", "keep-stdin keep-stdout " + outside);
    BGPIPE.put("pipe", outside);
    BGPIPE.put(
        "websocket", "listen auth cert key insecure header timeout retry retry-max " + outside);
  }

  static Stream<String> stages() {
    return StageKinds.list().stream().map(row -> row[0]);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void every_option_of_a_stage_stands_in_its_table(String stage) throws IOException {
    Set<String> here = names(CommandSpec.forAnnotatedObject(StageKinds.named(stage)));
    here.removeAll(words(COMMON));
    compare(stage, here);
  }

  @Test
  void every_option_of_all_stages_stands_in_their_table() throws IOException {
    Set<String> here = new TreeSet<>();
    stages()
        .forEach(
            stage -> here.addAll(names(CommandSpec.forAnnotatedObject(StageKinds.named(stage)))));
    here.retainAll(words(COMMON));
    compare(COMMON, here);
  }

  @Test
  void every_global_option_of_bgpipe_stands_in_the_table() throws IOException {
    Set<String> here = names(CommandSpec.forAnnotatedObject(new RunOptions()));
    here.retainAll(words(GLOBAL));
    compare(GLOBAL, here);
  }

  private static Set<String> words(String section) {
    String all = BGPIPE.getOrDefault(section, "");
    return all.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(all.split(" ")));
  }

  /** Options by their long names: of several, the one that bgpipe has. */
  private static Set<String> names(CommandSpec spec) {
    Set<String> bgpipe = new TreeSet<>();
    BGPIPE.keySet().forEach(section -> bgpipe.addAll(words(section)));
    Set<String> names = new TreeSet<>();
    for (OptionSpec option : spec.options()) {
      List<String> own = new ArrayList<>(List.of(option.names()));
      own.removeIf(name -> !name.startsWith("--"));
      own.replaceAll(name -> name.substring(2));
      names.add(own.stream().filter(bgpipe::contains).findFirst().orElse(own.get(0)));
    }
    return names;
  }

  /** All that bgpipe has must stand there, right; of what is new, what stands there must be. */
  private static void compare(String section, Set<String> here) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    words(section).forEach(option -> expected.put(option, here.contains(option) ? "there" : "no"));
    Map<String, String> table = table(section);
    Set<String> fresh = new TreeSet<>(table.keySet());
    fresh.removeIf(option -> !table.get(option).equals("new"));
    table.keySet().removeAll(fresh);
    assertThat(table).as("options of bgpipe under %s", section).isEqualTo(expected);
    assertThat(here).as("new options").containsAll(fresh);
  }

  private static Map<String, String> table(String section) throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/from-bgpipe.md"))) {
      folder = folder.getParent();
    }
    String page = Files.readString(folder.resolve("docs/from-bgpipe.md"));
    List<String> parts = new ArrayList<>(List.of(page.split("(?m)^### ")));
    parts.removeIf(part -> !part.startsWith(section + "\n"));
    assertThat(parts).as("sections named %s", section).hasSize(1);
    Map<String, String> table = new TreeMap<>();
    for (Matcher row = ROW.matcher(parts.get(0)); row.find(); ) {
      String how = row.group(2).matches("same|differs") ? "there" : row.group(2);
      assertThat(table.put(row.group(1), how)).as("--%s twice", row.group(1)).isNull();
    }
    return table;
  }
}
