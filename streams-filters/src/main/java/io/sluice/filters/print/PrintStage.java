package io.sluice.filters.print;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;
import java.util.function.IntPredicate;

/**
 * Prints messages as lines of JSON. It only looks on: placed last, it prints what leaves. A message
 * that does not decode is not printed but told of, with its octets. After a restart of the judge
 * some messages may be printed again.
 */
public final class PrintStage implements Stage {
  private static final int CHUNK = 32 << 10;

  private final LineWriter writer;
  private final IntPredicate types;
  private final JsonWriter json;
  private final boolean bad;
  private final Undecoded undecoded;
  private final AsciiBuffer text = new AsciiBuffer();
  private int lines;

  /** A stage that prints messages of every type. */
  public PrintStage(LineWriter writer) {
    this(writer, type -> true);
  }

  /**
   * @param writer where to; may be shared by several stages, closed by whoever made it
   * @param types tells the type codes to print
   */
  public PrintStage(LineWriter writer, IntPredicate types) {
    this(writer, types, false, false, new Undecoded());
  }

  /**
   * @param writer where to
   * @param types tells the type codes to print
   * @param full whether to add what bgpipe's lines leave out or leave as octets
   * @param bad whether to print messages that do not decode, as octets with the reason
   * @param undecoded told of such messages; may be shared by several stages
   */
  public PrintStage(
      LineWriter writer, IntPredicate types, boolean full, boolean bad, Undecoded undecoded) {
    this.writer = writer;
    this.types = types;
    this.json = new JsonWriter(full);
    this.bad = bad;
    this.undecoded = undecoded;
  }

  @Override
  public boolean decides() {
    return false;
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    if (!types.test(message.typeCode())) {
      return;
    }
    int before = text.size();
    BgpError error = json.write(message, text);
    if (error != null) {
      text.truncate(before);
      undecoded.tell(message, error);
      if (!bad) {
        return;
      }
      json.writeBad(message, error, text);
    }
    lines++;
    if (text.size() >= CHUNK) {
      idle();
    }
  }

  @Override
  public void idle() {
    if (lines > 0) {
      writer.write(text.toByteArray(), lines);
      text.clear();
      lines = 0;
    }
  }

  @Override
  public void close() {
    idle();
  }
}
