package io.sluice.filters.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.filters.Wire;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What holds of a limit whatever the messages, and wherever it is cut off. */
class LimitPropertiesTest {

  /** An UPDATE with its place in its session. */
  @SuppressWarnings("ArrayRecordComponent")
  record Step(long epoch, long sequence, long origin, byte[] update) {
    @Override
    public String toString() {
      return epoch + ": -" + Wire.withdrawn(update) + " +" + Wire.announced(update) + "@" + origin;
    }
  }

  @Property(tries = 1000)
  void decidesAsThePlainModelDoesAndWritesDownWhatItAccepted(
      @ForAll("options") LimitOptions options,
      @ForAll boolean silent,
      @ForAll("steps") List<Step> steps) {
    LimitRig rig = new LimitRig(options, silent);
    LimitModel model = new LimitModel(options, silent);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      assertThat(rig.passed(step.epoch, step.sequence, step.update))
          .isEqualTo(model.judge(step.epoch, step.origin, step.update));
      rig.idle();
      if (!rig.log.isEmpty() && journaledEpoch(rig) == step.epoch) {
        assertThat(rig.journaled()).isEqualTo(model.routes());
      }
    }
  }

  private static long journaledEpoch(LimitRig rig) {
    return LimitRig.compact(rig.log).values().stream()
        .mapToLong(GroupRecord::epoch)
        .max()
        .orElse(0);
  }

  @Property(tries = 1000)
  void goesOnAsIfNothingHadHappenedAfterItsJournalWasReadBackInAnyOrder(
      @ForAll("options") LimitOptions options,
      @ForAll boolean silent,
      @ForAll("steps") List<Step> steps,
      @ForAll int cut,
      @ForAll long seed) {
    LimitRig whole = new LimitRig(options, silent);
    LimitRig rig = new LimitRig(options, silent);
    int stop = Math.floorMod(cut, steps.size() + 1);
    for (int i = 0; i < steps.size(); i++) {
      if (i == stop) {
        rig = new LimitRig(options, silent, rig.log, new Random(seed));
      }
      Step step = steps.get(i);
      assertThat(rig.passed(step.epoch, step.sequence, step.update))
          .isEqualTo(whole.passed(step.epoch, step.sequence, step.update));
    }
    assertThat(rig.journaled()).isEqualTo(whole.journaled());
  }

  @Property(tries = 3000)
  void crashesAtAnyWriteAndMessagesThatComeAgainEndInTheSameTableAndNeverLetOneTooManyThrough(
      @ForAll("options") LimitOptions options,
      @ForAll boolean silent,
      @ForAll("steps") List<Step> steps,
      @ForAll @IntRange(min = 1, max = 3) int crashes,
      @ForAll long seed) {
    Random random = new Random(seed);
    LimitRig whole = new LimitRig(options, silent);
    steps.forEach(step -> whole.passed(step.epoch, step.sequence, step.update));

    List<Set<String>> delivered = new ArrayList<>(Collections.nCopies(steps.size(), null));
    LimitRig rig = new LimitRig(options, silent);
    int committed = 0;
    for (int crash = 0; crash < crashes; crash++) {
      // The process dies somewhere within the writes of a message. The proxy has the verdicts up to
      // anywhere; what is committed lies before all that is lost.
      int end = committed + random.nextInt(steps.size() - committed + 1);
      List<Integer> written = new ArrayList<>();
      List<Set<String>> verdicts = run(rig, steps, committed, end, written);
      int stored = written.get(0) + random.nextInt(rig.log.size() - written.get(0) + 1);
      int got = random.nextInt(verdicts.size() + 1);
      int most = 0;
      while (most < got && written.get(most + 1) <= stored) {
        most++;
      }
      deliver(verdicts.subList(0, got), committed, delivered);
      committed += random.nextInt(most + 1);
      rig = new LimitRig(options, silent, new ArrayList<>(rig.log.subList(0, stored)), random);
    }
    deliver(run(rig, steps, committed, steps.size(), new ArrayList<>()), committed, delivered);

    Router router = new Router(options, silent);
    for (int i = 0; i < steps.size(); i++) {
      router.apply(steps.get(i), delivered.get(i));
    }
    assertThat(rig.journaled()).isEqualTo(whole.journaled());
    if (journaledEpoch(whole) == steps.get(steps.size() - 1).epoch) {
      assertThat(router.routes.keySet()).isEqualTo(whole.journaled().keySet());
    }
  }

  /** The verdicts on some of the messages, and how much was written before and after each. */
  private static List<Set<String>> run(
      LimitRig rig, List<Step> steps, int from, int to, List<Integer> written) {
    List<Set<String>> verdicts = new ArrayList<>();
    written.add(rig.log.size());
    for (Step step : steps.subList(from, to)) {
      verdicts.add(rig.passed(step.epoch, step.sequence, step.update));
      written.add(rig.log.size());
    }
    return verdicts;
  }

  /** Of several verdicts on a message, the first counts. */
  private static void deliver(List<Set<String>> verdicts, int from, List<Set<String>> delivered) {
    for (int i = 0; i < verdicts.size(); i++) {
      if (delivered.get(from + i) == null) {
        delivered.set(from + i, verdicts.get(i));
      }
    }
  }

  /** What the far router has been told of; complains as soon as it is too much. */
  private static final class Router {
    private final LimitOptions options;
    private final boolean silent;
    private final Map<String, Long> routes = new HashMap<>();
    private long epoch;

    Router(LimitOptions options, boolean silent) {
      this.options = options;
      this.silent = silent;
    }

    void apply(Step step, Set<String> passed) {
      if (epoch != step.epoch) {
        epoch = step.epoch;
        routes.clear();
      }
      Set<String> gone = new TreeSet<>(silent ? List.of() : Wire.announced(step.update));
      gone.removeAll(passed);
      gone.addAll(options.permanent() ? List.of() : Wire.withdrawn(step.update));
      gone.removeAll(passed);
      routes.keySet().removeAll(gone);
      passed.forEach(route -> routes.put(route, step.origin));
      if (options.session() > 0) {
        assertThat(routes).hasSizeLessThanOrEqualTo((int) options.session());
      }
      // A silent refusal leaves the older route with its older origin: that one may be too many.
      if (options.origin() > 0 && !silent) {
        assertThat(routes.values().stream().filter(o -> o == step.origin).count())
            .isLessThanOrEqualTo(options.origin());
      }
    }
  }

  @Provide
  Arbitrary<LimitOptions> options() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(false, false, true))
        .as(
            (session, origin, block, permanent) ->
                new LimitOptions(
                    true,
                    false,
                    false,
                    permanent,
                    0,
                    0,
                    session + origin + block == 0 ? 3 : session,
                    origin,
                    block,
                    0));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<List<String>> prefixes =
        Arbitraries.integers()
            .between(0, 9)
            .map(n -> "10." + n % 2 + "." + n + ".0/24")
            .list()
            .ofMaxSize(4);
    Arbitrary<Integer> newEpoch = Arbitraries.frequency(Tuple.of(12, 0), Tuple.of(1, 1));
    return Combinators.combine(prefixes, prefixes, Arbitraries.longs().between(1, 3), newEpoch)
        .as(
            (withdrawn, announced, origin, epoch) ->
                new Step(epoch, 0, origin, Wire.update(withdrawn, origin, announced)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(14)
        .map(LimitPropertiesTest::numbered);
  }

  private static List<Step> numbered(List<Step> steps) {
    List<Step> numbered = new ArrayList<>();
    long epoch = 1;
    long sequence = 0;
    for (Step step : steps) {
      sequence = step.epoch == 0 ? sequence + 1 : 1;
      epoch += step.epoch;
      numbered.add(new Step(epoch, sequence, step.origin, step.update));
    }
    return numbered;
  }
}
