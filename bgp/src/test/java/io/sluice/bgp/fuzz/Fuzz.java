package io.sluice.bgp.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fuzzes the targets, two at a time, and says what was found: {@code Fuzz MODULE [--keep] SECONDS
 * [TARGET..]}. The seconds are shared out over the targets. With {@code --keep} what was found
 * worth keeping is written to the corpus of the project.
 */
final class Fuzz {
  /** Octets that the corpus of a target may have: a small one in all. */
  private static final int MOST = 24_000;

  private Fuzz() {}

  /** Ends with status 1 when something was found. */
  public static void main(String[] arguments) throws Exception {
    List<String> words = new ArrayList<>(Arrays.asList(arguments));
    Path module = Path.of(words.remove(0)).toAbsolutePath();
    boolean keep = words.remove("--keep");
    int seconds = words.isEmpty() ? 60 : Integer.parseInt(words.remove(0));
    List<FuzzTarget> targets =
        words.isEmpty()
            ? List.of(FuzzTarget.values())
            : words.stream().map(FuzzTarget::of).toList();
    int each = Math.max(1, seconds / targets.size());
    System.out.println(
        "Fuzzing for " + each + " s each: " + targets.stream().map(FuzzTarget::word).toList());
    ExecutorService two = Executors.newFixedThreadPool(2);
    List<Future<String>> found = new ArrayList<>();
    for (FuzzTarget target : targets) {
      found.add(two.submit(fuzzing(new Fuzzing(target, module), target, each, keep)));
    }
    two.shutdown();
    boolean failed = false;
    for (Future<String> one : found) {
      failed |= !one.get().isEmpty();
      System.out.print(one.get());
    }
    System.exit(failed ? 1 : 0);
  }

  private static Callable<String> fuzzing(
      Fuzzing fuzzing, FuzzTarget target, int seconds, boolean keep) {
    return () -> {
      String found = fuzzing.run(seconds);
      if (found.isEmpty()) {
        System.out.println(target.word() + ": " + fuzzing.runs());
      }
      if (keep) {
        fuzzing.keep(MOST);
      }
      return found;
    };
  }
}
