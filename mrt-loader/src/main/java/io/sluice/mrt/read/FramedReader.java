package io.sluice.mrt.read;

import io.sluice.bgp.BgpError;
import io.sluice.mrt.block.Window;
import java.io.IOException;

/**
 * Reads records that say how long they are. While all goes well, a header is believed if it is
 * possible. Where a record contradicts itself, the next place is looked for where two records stand
 * in a row, or where its length leads to one; and so it is where one that is passed over has none
 * behind it.
 */
abstract class FramedReader extends BaseReader {
  private final int header;
  private final int lookAhead;
  private int consumed;
  private IOException broken;

  /** Whether the current record stands, though some of it is damaged. */
  boolean stands;

  /**
   * @param header octets that tell how long a record is
   * @param lookAhead octets that tell whether a record is plausible
   */
  FramedReader(Window window, int header, int lookAhead) {
    super(window);
    this.header = header;
    this.lookAhead = lookAhead;
  }

  /** Octets of the record whose header stands here, that included; -1 if this is no header. */
  abstract int frame(byte[] b, int at);

  /** Whether nothing in such a record tells that its length is right. */
  boolean doubtful(Kind kind) {
    return kind == null;
  }

  /**
   * Octets that belong to a record though its length does not count them.
   *
   * @param length octets that are there
   */
  int uncounted(byte[] b, int at, int length) {
    return 0;
  }

  /**
   * Whether a record seems to begin here, for one who has lost the thread: stricter than {@link
   * #frame}. It may look as far as the limit.
   */
  abstract boolean plausible(byte[] b, int at, int limit);

  /** The same of a place to which a record's length leads: it need not be right in itself. */
  boolean begins(byte[] b, int at, int limit) {
    return plausible(b, at, limit);
  }

  /** Whether the last octets, too few for a header, seem to be the beginning of one. */
  boolean mayBegin(byte[] b, int at, int limit) {
    return true;
  }

  /**
   * Reads a record that is there as a whole.
   *
   * @return what it is; {@code null} to pass over it
   */
  abstract Kind record(byte[] b, int at, int length);

  /**
   * Goes on with a record that holds several messages.
   *
   * @return the next one; {@code null} when there are no more
   */
  Kind more() {
    return null;
  }

  /**
   * What is to come behind the last record.
   *
   * @return the next one; {@code null} when there are no more
   */
  Kind atEnd() {
    return null;
  }

  /**
   * What is to come behind the last record that could be read, where the stream breaks off.
   *
   * @return the next one; {@code null} when there are no more
   */
  Kind atBreak() {
    return null;
  }

  @Override
  final Kind read() throws IOException {
    if (broken == null) {
      try {
        return readOn();
      } catch (IOException e) {
        broken = e;
      }
    }
    Kind kind = atBreak();
    if (kind == null) {
      throw broken;
    }
    return kind;
  }

  private Kind readOn() throws IOException {
    if (consumed > 0) {
      Kind kind = more();
      if (kind != null) {
        return kind;
      }
    }
    while (true) {
      window.skip(consumed);
      consumed = 0;
      offset = window.offset();
      if (!window.ensure(header)) {
        return window.available() == 0 ? atEnd() : lost("the stream ends inside a header");
      }
      int length = frame(window.array(), window.at());
      if (length < 0) {
        return lost("no record begins here");
      }
      if (!window.ensure(length)) {
        return lost("the stream ends inside a record of " + length + " octets");
      }
      int more = uncounted(window.array(), window.at(), length);
      if (more > 0 && window.ensure(length + more)) {
        length += more;
      }
      stands = false;
      Kind kind = record(window.array(), window.at(), length);
      if (kind == Kind.DAMAGE && !stands) {
        return lost(length, damage.error(), damage.reason());
      }
      if (doubtful(kind) && !stands && !followed(length)) {
        return lost("no record stands behind it");
      }
      consumed = length;
      if (kind != Kind.DAMAGE || stands) {
        records++;
      }
      if (kind != null) {
        return kind;
      }
    }
  }

  /** Whether what stands behind the record could be a header, or is the end. */
  private boolean followed(int length) throws IOException {
    window.ensure(length + lookAhead);
    int left = window.available() - length;
    int at = window.at() + length;
    return left < header
        ? mayBegin(window.array(), at, window.limit())
        : begins(window.array(), at, window.limit());
  }

  /** Gives up what stands up to the next two records in a row. */
  private Kind lost(String reason) throws IOException {
    return lost(0, null, reason);
  }

  /**
   * Gives up a record.
   *
   * @param length octets that it says it has; 0 if it does not tell
   */
  private Kind lost(int length, BgpError error, String reason) throws IOException {
    long from = window.offset();
    window.skip(Math.min(1, window.available()));
    while (window.ensure(header)
        && !(window.offset() == from + length && followed(0))
        && !resumes()) {
      window.skip(1);
    }
    if (window.available() < header) {
      window.skip(window.available());
    }
    return damaged(from, window.offset() - from, error, reason);
  }

  private boolean resumes() throws IOException {
    if (frame(window.array(), window.at()) < 0) {
      return false;
    }
    window.ensure(lookAhead);
    if (!plausible(window.array(), window.at(), window.limit())) {
      return false;
    }
    int length = frame(window.array(), window.at());
    if (!window.ensure(length)) {
      return false;
    }
    window.ensure(length + lookAhead);
    int left = window.available() - length;
    return left == 0
        || left >= header && begins(window.array(), window.at() + length, window.limit());
  }
}
