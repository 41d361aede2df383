package io.sluice.bench.micro;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.Update;
import io.sluice.bgp.json.JsonReader;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.bgp.update.UpdateBuilder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** UPDATEs to JSON, JSON to the wire, and UPDATEs put together again; nanoseconds per message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JsonBenchmark {
  private static final long TIME = 1_700_000_000_000_000L;
  private static final byte[] PREFERENCE = {0, 0, 0, 100};

  private final JsonWriter writer = new JsonWriter();
  private final JsonReader reader = new JsonReader(DecodeContext.AS4, DecodeContext.AS4);
  private final AsciiBuffer out = new AsciiBuffer();
  private final Message message = new Message();
  private final Update update = new Update();
  private byte[][] lines;
  private long sequence;
  private int at;

  /** Makes the lines that are read. */
  @Setup
  public void lines(Messages messages) {
    lines = new byte[messages.count()][];
    for (int i = 0; i < lines.length; i++) {
      byte[] m = messages.get(i);
      line(m);
      lines[i] = out.toByteArray();
    }
  }

  private int line(byte[] m) {
    sequence++;
    message
        .wrap(m, 0, m.length)
        .describe("", 0, Direction.R, sequence, TIME + sequence, DecodeContext.AS4, Map.of());
    out.clear();
    if (writer.write(message, out) != null) {
      throw new IllegalStateException("a generated message does not decode");
    }
    return out.size();
  }

  /** Parses an UPDATE and writes its line. */
  @Benchmark
  public int toJson(Messages messages) {
    return line(messages.next());
  }

  /** Reads a line and writes its UPDATE. */
  @Benchmark
  public byte[] fromJson() {
    at = at + 1 == lines.length ? 0 : at + 1;
    reader.read(lines[at], 0, lines[at].length);
    return reader.message();
  }

  /** Parses an UPDATE, and puts it together as it was. */
  @Benchmark
  public byte[] encodeUnchanged(Messages messages) {
    byte[] m = messages.next();
    update.wrap(m, 0, m.length, DecodeContext.AS4);
    return UpdateBuilder.from(update).build(Header.MAX_LENGTH).get().get(0);
  }

  /** Parses an UPDATE, gives it another local preference, and puts it together. */
  @Benchmark
  public byte[] encodeChanged(Messages messages) {
    byte[] m = messages.next();
    update.wrap(m, 0, m.length, DecodeContext.AS4);
    return UpdateBuilder.from(update)
        .set(AttributeCode.LOCAL_PREF, AttributeCode.TRANSITIVE, PREFERENCE)
        .build(Header.MAX_LENGTH)
        .get()
        .get(0);
  }
}
