package io.sluice.bench.micro;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Update;
import io.sluice.schemas.Action;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Outcome;
import io.sluice.schemas.wire.AuditEncoder;
import io.sluice.schemas.wire.BgpMessageEncoder;
import io.sluice.schemas.wire.BgpMessageView;
import io.sluice.schemas.wire.VerdictCodec;
import java.util.List;
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

/** Writing and reading the records that a message becomes; nanoseconds per message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RecordBenchmark {
  private static final long TIME = 1_700_000_000_000_000L;
  private static final Judgement.Reason PASSED =
      new Judgement.Reason("", "", "", "0123456789abcdef", Map.of());

  private final BgpMessageEncoder encoder =
      new BgpMessageEncoder(
          1,
          new MessageOrigin(
              ":1790~192.0.2.1:179",
              TIME,
              Direction.R,
              "192.0.2.2",
              4_200_000_003L,
              "192.0.2.1",
              4_200_000_002L,
              DecodeContext.AS4,
              3));
  private final BgpMessageView view = new BgpMessageView();
  private final AuditEncoder audit = new AuditEncoder(4);
  private final VerdictCodec verdicts = new VerdictCodec();
  private final Update update = new Update();
  private byte[][] records;
  private byte[] verdict;
  private long sequence;
  private int at;

  /** Makes the records that are read. */
  @Setup
  public void records(Messages messages) {
    records = new byte[messages.count()][];
    for (int i = 0; i < records.length; i++) {
      byte[] m = messages.get(i);
      records[i] = encoder.encode(Disposition.GATED, i + 1, TIME + i, 2, m, 0, m.length);
    }
    verdict = encodeVerdict();
  }

  /** A BgpMessage record, written. */
  @Benchmark
  public byte[] encodeMessage(Messages messages) {
    byte[] m = messages.next();
    sequence++;
    return encoder.encode(Disposition.GATED, sequence, TIME + sequence, 2, m, 0, m.length);
  }

  /** A BgpMessage record, read. */
  @Benchmark
  public long decodeMessage() {
    at = at + 1 == records.length ? 0 : at + 1;
    return view.wrap(records[at]).sequence();
  }

  /** A BgpMessage record read, taken apart, and its audit record written. */
  @Benchmark
  public byte[] decodeAndAudit() {
    at = at + 1 == records.length ? 0 : at + 1;
    view.wrap(records[at]);
    update.wrap(view.record(), view.wireOffset(), view.wireLength(), DecodeContext.AS4);
    return audit.encode(view, update, Outcome.PASSED, PASSED, "", TIME);
  }

  /** A verdict for one message, written. */
  @Benchmark
  public byte[] encodeVerdict() {
    sequence++;
    return verdicts.encode(
        2,
        new Judgement(
            ":1790~192.0.2.1:179",
            TIME,
            Direction.R,
            sequence,
            1,
            Action.PASS,
            List.of(),
            PASSED,
            TIME));
  }

  /** A verdict, read. */
  @Benchmark
  public Judgement decodeVerdict() {
    return verdicts.decode(verdict);
  }
}
