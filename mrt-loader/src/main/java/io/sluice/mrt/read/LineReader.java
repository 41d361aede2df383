package io.sluice.mrt.read;

import io.sluice.bgp.Address;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.exa.ExaReader;
import io.sluice.bgp.exa.ExaSyntaxException;
import io.sluice.bgp.json.JsonReader;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.block.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads lines of JSON, and commands of ExaBGP among them if they are wanted. The last line needs no
 * line end.
 */
public final class LineReader extends BaseReader {
  private final JsonReader json;
  private final ExaReader exa;
  private final DecodeContext toRight;
  private final DecodeContext toLeft;
  private final int longest;
  private final Peers peers = new Peers();
  private final Unplaced[] unplaced = {
    new Unplaced("a prefix is", "it stands in a list of another family"),
    new Unplaced("a path identifier is", "the message has no ADD-PATH unless capabilities say so")
  };
  private boolean peerKnown;
  private int consumed;
  private long line;

  /**
   * A reader of what a window shows.
   *
   * @param commands whether commands of ExaBGP may stand there
   */
  public LineReader(Window window, ReadOptions options, boolean commands) {
    super(window);
    this.toRight = options.context();
    this.toLeft = options.contextToLeft();
    this.json = new JsonReader(toRight, toLeft);
    this.exa = commands ? new ExaReader(toRight) : null;
    this.longest = options.maxRecord();
  }

  @Override
  Kind read() throws IOException {
    while (true) {
      Kind lost = leftOut(false);
      if (lost != null) {
        return lost;
      }
      window.skip(consumed);
      consumed = 0;
      offset = window.offset();
      int length = line();
      if (length == 0) {
        return leftOut(true);
      }
      line++;
      if (length > longest) {
        return tooLong();
      }
      consumed = length;
      Kind kind = read(window.array(), window.at(), window.at() + length);
      if (kind != null) {
        return kind;
      }
    }
  }

  /** Tells what messages had no place for, if there is anything to tell. */
  private Kind leftOut(boolean atEnd) {
    for (Unplaced kind : unplaced) {
      String text = kind.due(atEnd);
      if (text != null) {
        return damaged(kind.firstOffset(), 0, null, text);
      }
    }
    return null;
  }

  /** Octets of the next line, its end included; more than the longest if it is longer. */
  private int line() throws IOException {
    int seen = 0;
    while (window.ensure(seen + 1)) {
      byte[] b = window.array();
      int limit = Math.min(window.limit(), window.at() + longest + 1);
      for (int i = window.at() + seen; i < limit; i++) {
        if (b[i] == '\n') {
          return i + 1 - window.at();
        }
      }
      seen = limit - window.at();
      if (seen > longest) {
        break;
      }
    }
    return seen;
  }

  private Kind tooLong() throws IOException {
    long from = window.offset();
    while (window.ensure(1) && window.array()[window.at()] != '\n') {
      window.skip(1);
    }
    String reason = "line " + line + ": longer than " + longest + " octets";
    return damaged(from, window.offset() - from, null, reason);
  }

  private Kind read(byte[] b, int from, int to) {
    if (exa != null && isCommand(b, from, to)) {
      return command(new String(b, from, to - from, StandardCharsets.UTF_8));
    }
    switch (json.read(b, from, to)) {
      case NOTHING:
        return null;
      case ERROR:
        return bad(to - from, "line " + line + ", column " + json.column() + ": " + json.error());
      default:
        records++;
        direction = json.direction();
        timed = json.hasTime();
        timeMicros = json.timeMicros();
        dropped = json.dropped();
        unplaced[0].add(json.leftOutPrefixes(), line, offset);
        unplaced[1].add(json.leftOutPathIds(), line, offset);
        describe(json.message(), json.sequence(), json.tags());
        return Kind.MESSAGE;
    }
  }

  private static boolean isCommand(byte[] b, int from, int to) {
    int at = from;
    while (at < to && (b[at] == ' ' || b[at] == '\t')) {
      at++;
    }
    return at < to && b[at] >= 'a' && b[at] <= 'z';
  }

  private Kind command(String text) {
    byte[] update;
    try {
      update = exa.read(text);
    } catch (ExaSyntaxException e) {
      return bad(text.length(), "line " + line + ": " + e.getMessage());
    }
    if (update == null) {
      return null;
    }
    records++;
    direction = null;
    timed = false;
    timeMicros = 0;
    dropped = false;
    describe(update, 0, Map.of());
    return Kind.MESSAGE;
  }

  private Kind bad(int octets, String reason) {
    return damaged(offset, octets, null, reason);
  }

  private void describe(byte[] octets, long sequence, Map<String, String> tags) {
    peerKnown = false;
    Direction way = direction == null ? Direction.R : direction;
    DecodeContext context = way == Direction.R ? toRight : toLeft;
    message
        .wrap(octets, 0, octets.length)
        .describe("", 0, way, sequence, timeMicros, context, tags);
  }

  /** Made of the tags when it is asked for. */
  @Override
  public PeerIdentity peer() {
    if (!peerKnown) {
      Map<String, String> tags = message.tags();
      peer =
          peers.of(
              address(tags.get("PEER_IP")),
              number(tags.get("PEER_AS")),
              address(tags.get("LOCAL_IP")),
              number(tags.get("LOCAL_AS")),
              (int) Math.min(0xffff, number(tags.get("INTERFACE"))));
      peerKnown = true;
    }
    return peer;
  }

  private static Address address(String text) {
    try {
      return text == null ? null : Address.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static long number(String text) {
    try {
      return text == null ? 0 : Integer.parseUnsignedInt(text) & 0xffffffffL;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
