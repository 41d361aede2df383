package io.sluice.filters.outside;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * What is written outside, gathered into chunks. A chunk is kept as long as anything in it is open:
 * answers are compared with it, and it is sent again when what is outside went away and is back.
 */
final class Transcript {
  private static final int CHUNK = 32 << 10;

  private final Form form;
  private final Channel channel;

  /** Whether what one run does not take is for the next one. */
  private final boolean keep;

  private final AsciiBuffer text = new AsciiBuffer();

  /** What stands in the open chunk. */
  private final List<Asked> unsent = new ArrayList<>();

  private int run;

  Transcript(Form form, Channel channel, boolean keep) {
    this.form = form;
    this.channel = channel;
    this.keep = keep;
  }

  /** Octets of the open chunk. */
  int size() {
    return text.size();
  }

  /** Writes a message that is asked about. */
  void write(Message message, Asked asked) {
    asked.from = text.size();
    form.write(message, text);
    asked.to = text.size();
    asked.side.octets += asked.length();
    unsent.add(asked);
  }

  /** Writes one about which nothing is asked. */
  void write(Message message) {
    form.write(message, text);
  }

  /** Sends the open chunk if it is long enough. */
  void flushLong() {
    if (text.size() >= CHUNK) {
      flush();
    }
  }

  /** Sends what has been written. */
  void flush() {
    if (text.size() > 0) {
      byte[] chunk = seal();
      if (run > 0 || keep) {
        channel.send(run, chunk);
      }
    }
  }

  private byte[] seal() {
    byte[] chunk = text.toByteArray();
    text.clear();
    for (Asked asked : unsent) {
      asked.chunk = chunk;
    }
    unsent.clear();
    return chunk;
  }

  /** What is outside is there (again), and gets what is open, in the order of asking. */
  void begin(int number, DialogueSide right, DialogueSide left) {
    run = number;
    if (keep) {
      return;
    }
    seal();
    AsciiBuffer all = new AsciiBuffer();
    int r = 0;
    int l = 0;
    while (r < right.size() || l < left.size()) {
      boolean isRight =
          l >= left.size() || r < right.size() && right.at(r).order < left.at(l).order;
      Asked asked = isRight ? right.at(r++) : left.at(l++);
      if (asked.state == Asked.State.OPEN) {
        all.put(asked.chunk, asked.from, asked.length());
      }
    }
    if (all.size() > 0) {
      channel.send(run, all.toByteArray());
    }
  }
}
