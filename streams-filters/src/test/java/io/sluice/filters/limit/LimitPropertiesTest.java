package io.sluice.filters.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.filters.Wire;
import java.util.ArrayList;
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

/** What holds of a limit whatever the messages, and wherever it is cut off. */
class LimitPropertiesTest {

  /** An UPDATE with its place in its session. */
  record Step(long epoch, long sequence, long origin, byte[] update) {
    @Override
    public String toString() {
      return epoch + ": -" + Wire.withdrawn(update) + " +" + Wire.announced(update) + "@" + origin;
    }
  }

  @Property(tries = 1500)
  void decidesAsThePlainModelDoesAndWritesDownWhatItAccepted(
      @ForAll("options") LimitOptions options, @ForAll("steps") List<Step> steps) {
    LimitRig rig = new LimitRig(options);
    LimitModel model = new LimitModel(options);
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

  @Property(tries = 1500)
  void goesOnAsIfNothingHadHappenedAfterItsJournalWasReadBackInAnyOrder(
      @ForAll("options") LimitOptions options,
      @ForAll("steps") List<Step> steps,
      @ForAll int cut,
      @ForAll long seed) {
    LimitRig whole = new LimitRig(options);
    LimitRig rig = new LimitRig(options);
    int stop = Math.floorMod(cut, steps.size() + 1);
    for (int i = 0; i < steps.size(); i++) {
      if (i == stop) {
        rig = new LimitRig(options, rig.log, new Random(seed));
      }
      Step step = steps.get(i);
      assertThat(rig.passed(step.epoch, step.sequence, step.update))
          .isEqualTo(whole.passed(step.epoch, step.sequence, step.update));
    }
    assertThat(rig.journaled()).isEqualTo(whole.journaled());
  }

  @Property(tries = 40000)
  void aCrashAtAnyWriteAndMessagesThatComeAgainEndInTheSameTableAndNeverLetOneTooManyThrough(
      @ForAll("options") LimitOptions options,
      @ForAll("steps") List<Step> steps,
      @ForAll long seed) {
    Random random = new Random(seed);
    LimitRig whole = new LimitRig(options);
    List<Set<String>> verdicts = new ArrayList<>();
    List<Integer> writtenBefore = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      writtenBefore.add(whole.log.size());
      verdicts.add(whole.passed(steps.get(i).epoch, steps.get(i).sequence, steps.get(i).update));
    }

    // The log is cut within the writes of a message; what is committed lies at or before it; the
    // verdicts that the proxy has are those up to anywhere between.
    int stored = random.nextInt(whole.log.size() + 1);
    int crashed = 0;
    while (crashed + 1 < steps.size() && writtenBefore.get(crashed + 1) <= stored) {
      crashed++;
    }
    int committed = random.nextInt(crashed + 1);
    int delivered = committed + random.nextInt(crashed - committed + 2);

    LimitRig again = new LimitRig(options, new ArrayList<>(whole.log.subList(0, stored)), random);
    Router router = new Router(options);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Set<String> passed = verdicts.get(i);
      if (i >= committed) {
        Set<String> replayed = again.passed(step.epoch, step.sequence, step.update);
        passed = i < delivered ? passed : replayed;
      }
      router.apply(step, passed);
    }
    assertThat(again.journaled()).isEqualTo(whole.journaled());
    if (!steps.isEmpty() && journaledEpoch(whole) == steps.get(steps.size() - 1).epoch) {
      assertThat(router.routes.keySet()).isEqualTo(whole.journaled().keySet());
    }
  }

  /** What the far router has been told of; complains as soon as it is too much. */
  private static final class Router {
    private final LimitOptions options;
    private final Map<String, Long> routes = new HashMap<>();
    private long epoch;

    Router(LimitOptions options) {
      this.options = options;
    }

    void apply(Step step, Set<String> passed) {
      if (epoch != step.epoch) {
        epoch = step.epoch;
        routes.clear();
      }
      Set<String> gone = new TreeSet<>(Wire.announced(step.update));
      gone.removeAll(passed);
      gone.addAll(options.permanent() ? List.of() : Wire.withdrawn(step.update));
      gone.removeAll(passed);
      routes.keySet().removeAll(gone);
      passed.forEach(route -> routes.put(route, step.origin));
      if (options.session() > 0) {
        assertThat(routes).hasSizeLessThanOrEqualTo((int) options.session());
      }
      if (options.origin() > 0) {
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
