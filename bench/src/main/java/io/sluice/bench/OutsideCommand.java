package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What it costs to ask outside about each message. */
@Command(
    name = "outside",
    description = {
      "Pushes tables through sluice: without a stage, through exec with cat, a named pipe, a"
          + " WebSocket with and without TLS.",
      "Prints a table in Markdown."
    },
    mixinStandardHelpOptions = true)
final class OutsideCommand implements Callable<Integer> {
  private static final int WAYS = 5;

  @Mixin MiddleOptions middleOptions;

  @Option(
      names = "--routes",
      defaultValue = "1000000",
      description = "routes of the tables (default ${DEFAULT-VALUE})")
  int routes;

  @Option(
      names = "--repeat",
      defaultValue = "3",
      description = "tables through each process: the first is cold (default ${DEFAULT-VALUE})")
  int repeat;

  @Option(names = "--skip-single", description = "leaves out the table of single routes")
  boolean skipSingle;

  /**
   * A way that messages go.
   *
   * @param stage the stage on it; empty for none
   * @param answering a shell command at the other end; empty for none
   */
  private record Way(String name, List<String> stage, String answering) {}

  private static List<Way> ways(Path data, WebSocketEcho plain, WebSocketEcho secure) {
    Path pipe = data.resolve("pipe");
    return List.of(
        new Way("no stage", List.of(), ""),
        new Way("`exec -LR -A cat`", List.of("exec", "-LR", "-A", "cat", "--"), ""),
        new Way(
            "`pipe -LR`, answered by `cat`",
            List.of("pipe", "-LR", pipe.toString(), "--"),
            "while :; do [ -p %1$s.back ] && cat %1$s >%1$s.back || sleep .1; done"
                .formatted(pipe)),
        new Way("`websocket -LR ws://`", List.of("websocket", "-LR", plain.url(), "--"), ""),
        new Way(
            "`websocket -LR wss://`",
            List.of("websocket", "-LR", "--insecure", secure.url(), "--"),
            ""));
  }

  @Override
  public Integer call() throws Exception {
    List<Table> tables = new ArrayList<>(List.of(new TableGenerator(routes, 7).packed()));
    if (!skipSingle) {
      tables.add(new TableGenerator(routes, 7).single());
    }
    try (Middle none = Middle.none()) {
      // Warms this process up.
      through(tables.get(0), none);
    }
    System.out.println(
        "| stage | messages | seconds, one table after the other | messages/s | CPU s |");
    System.out.println("|---|---|---|---|---|");
    boolean good = true;
    try (WebSocketEcho plain = WebSocketEcho.plain();
        WebSocketEcho secure = WebSocketEcho.secure()) {
      for (Table table : tables) {
        for (int i = 0; i < WAYS; i++) {
          Path data = MiddleOptions.folder();
          good &= measure(ways(data, plain, secure).get(i), table, data);
          MiddleOptions.remove(data);
        }
      }
    }
    return good ? 0 : 1;
  }

  private boolean measure(Way way, Table table, Path data) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("sluice.command", "./sluice"));
    command.addAll(List.of("--", "listen", middleOptions.middle, "--"));
    command.addAll(way.stage());
    command.addAll(List.of("connect", middleOptions.sink));
    boolean good = true;
    List<String> seconds = new ArrayList<>();
    Through.Result last = null;
    try (Middle middle = Middle.start(command, data, middleOptions.log);
        Middle answering = answering(way)) {
      for (int i = 0; i < repeat; i++) {
        answering.check();
        last = through(table, middle);
        good &= last.complete();
        seconds.add(
            String.format(Locale.ROOT, "%.2f%s", last.seconds(), last.complete() ? "" : " (lost)"));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %s | %,.0f | %.1f |%n",
        way.name(),
        table.count(),
        String.join(", ", seconds),
        last == null ? 0 : last.rate(),
        last == null ? 0 : last.cpuSeconds());
    return good;
  }

  private static Middle answering(Way way) throws IOException {
    return way.answering().isEmpty()
        ? Middle.none()
        : Middle.start(List.of("sh", "-c", way.answering()), Path.of("."), null);
  }

  private Through.Result through(Table table, Middle middle) throws Exception {
    return new Through(middleOptions.ends(), table, middle, middleOptions.patience()).run();
  }
}
