package io.sluice.bench.micro;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.bgp.filter.Filter;
import io.sluice.bgp.filter.FilterSyntaxException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Taking UPDATEs apart, and asking filters about them; nanoseconds per message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ParseBenchmark {
  private final Update update = new Update();
  private final PrefixCursor cursor = new PrefixCursor();
  private final Message message = new Message();
  private final Filter prefix;
  private final Filter path;

  /** Compiles the filters. */
  public ParseBenchmark() throws FilterSyntaxException {
    prefix = Filter.compile("prefix ~ 10.0.0.0/8");
    path = Filter.compile("as_origin == 1 || community == 65000:1");
  }

  /** Finds the fields and attributes. */
  @Benchmark
  public boolean fields(Messages messages) {
    byte[] m = messages.next();
    return update.wrap(m, 0, m.length, DecodeContext.AS4);
  }

  /** The same, and walks the announced prefixes. */
  @Benchmark
  public long prefixes(Messages messages) {
    byte[] m = messages.next();
    update.wrap(m, 0, m.length, DecodeContext.AS4);
    long sum = 0;
    for (cursor.allAnnounced(update); cursor.next(); ) {
      sum += cursor.high() + cursor.bits();
    }
    return sum;
  }

  /** A filter about prefixes, which no route matches. */
  @Benchmark
  public Filter.Result prefixFilter(Messages messages) {
    byte[] m = messages.next();
    return prefix.evaluate(message.wrap(m, 0, m.length));
  }

  /** A filter about path and communities. */
  @Benchmark
  public Filter.Result pathFilter(Messages messages) {
    byte[] m = messages.next();
    return path.evaluate(message.wrap(m, 0, m.length));
  }
}
