package io.sluice.bench.micro;

import io.sluice.bench.Table;
import io.sluice.bench.TableGenerator;
import io.sluice.bgp.Header;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Some thousand different UPDATEs to go round: more than branch predictors learn by heart. */
@State(Scope.Thread)
public class Messages {
  private static final int COUNT = 4096;

  /** packed: 5.7 routes to a message; single: one. */
  @Param({"packed", "single"})
  public String table;

  private byte[][] messages;
  private int at;

  /** Generates them. */
  @Setup(Level.Trial)
  public void generate() {
    TableGenerator generator = new TableGenerator(6 * COUNT, 7);
    Table all = table.equals("packed") ? generator.packed() : generator.single();
    messages = new byte[Math.min(COUNT, all.count())][];
    int from = 0;
    for (int i = 0; i < messages.length; i++) {
      int to = from + Header.length(all.messages(), from);
      messages[i] = Arrays.copyOfRange(all.messages(), from, to);
      from = to;
    }
  }

  /** The next one. */
  byte[] next() {
    at = at + 1 == messages.length ? 0 : at + 1;
    return messages[at];
  }

  /** How many there are. */
  int count() {
    return messages.length;
  }

  /** One of them. */
  byte[] get(int i) {
    return messages[i];
  }
}
