package io.sluice.bgp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Makes, of an UPDATE some of whose routes are refused, the messages to send instead. A refused
 * announcement becomes a withdrawal, so that no older route is left standing behind it, or is left
 * out silently. All else keeps its bytes and its order.
 */
public final class Refusal {
  private final Update update;
  private final boolean silent;
  private final int reach;
  private final int unreach;

  private Refusal(Update update, boolean silent) {
    this.update = update;
    this.silent = silent;
    this.reach = update.find(AttributeCode.MP_REACH_NLRI);
    this.unreach = update.find(AttributeCode.MP_UNREACH_NLRI);
  }

  /**
   * Refuses all that an UPDATE announces.
   *
   * @param silent leave the routes out instead of withdrawing them
   * @return the messages to send instead, maybe none
   */
  public static List<byte[]> all(Update update, boolean silent) {
    return new Refusal(update, silent).build(null, new BitSet());
  }

  /**
   * Refuses some of the routes of an UPDATE.
   *
   * @param announced those refused, by their place among the announced prefixes: those of the body
   *     first, then those of MP_REACH_NLRI
   * @param withdrawn withdrawals to leave out, by their place among the withdrawn prefixes: those
   *     of the body first, then those of MP_UNREACH_NLRI
   * @return the messages to send instead, maybe none
   */
  public static List<byte[]> some(
      Update update, BitSet announced, BitSet withdrawn, boolean silent) {
    return new Refusal(update, silent).build(announced, withdrawn);
  }

  private List<byte[]> build(BitSet refused, BitSet left) {
    PrefixCursor cursor = new PrefixCursor();
    ByteArrayOutputStream bodyWithdrawn = new ByteArrayOutputStream();
    ByteArrayOutputStream bodyAnnounced = new ByteArrayOutputStream();
    ByteArrayOutputStream mpAnnounced = new ByteArrayOutputStream();
    ByteArrayOutputStream mpRefused = new ByteArrayOutputStream();
    ByteArrayOutputStream mpWithdrawn = new ByteArrayOutputStream();

    int place = split(cursor.withdrawn(update), left, 0, null, bodyWithdrawn);
    if (unreach >= 0) {
      if (PrefixCursor.supports(update.family(unreach))) {
        split(cursor.attribute(update, unreach), left, place, null, mpWithdrawn);
      } else {
        copy(update.nlriStart(unreach), update.end(unreach), mpWithdrawn);
      }
    }
    place = split(cursor.announced(update), refused, 0, bodyWithdrawn, bodyAnnounced);
    if (reach >= 0) {
      if (PrefixCursor.supports(update.family(reach))) {
        split(cursor.attribute(update, reach), refused, place, mpRefused, mpAnnounced);
      } else {
        copy(
            update.nlriStart(reach),
            update.end(reach),
            refused == null || refused.get(place) ? mpRefused : mpAnnounced);
      }
    }
    return messages(
        bodyWithdrawn.toByteArray(),
        mpWithdrawn.toByteArray(),
        mpRefused.toByteArray(),
        mpAnnounced.toByteArray(),
        bodyAnnounced.toByteArray());
  }

  /** A null set refuses all; a null target for the refused leaves them out. */
  private int split(
      PrefixCursor cursor,
      BitSet refused,
      int place,
      ByteArrayOutputStream refusedTo,
      ByteArrayOutputStream keptTo) {
    int at = place;
    while (cursor.next()) {
      if (refused == null || refused.get(at)) {
        if (refusedTo != null && !silent) {
          copy(cursor.start(), cursor.end(), refusedTo);
        }
      } else {
        copy(cursor.start(), cursor.end(), keptTo);
      }
      at++;
    }
    return at;
  }

  private void copy(int from, int to, ByteArrayOutputStream target) {
    if (from >= 0 && from < to) {
      target.write(update.buffer(), from, to - from);
    }
  }

  private List<byte[]> messages(
      byte[] withdrawn,
      byte[] mpWithdrawn,
      byte[] mpRefused,
      byte[] mpAnnounced,
      byte[] announced) {
    byte[] refused = silent ? new byte[0] : mpRefused;
    boolean announces = announced.length > 0 || mpAnnounced.length > 0;
    int refusedFamily = reach >= 0 ? update.family(reach) : -1;
    boolean oneFamily = unreach < 0 || update.family(unreach) == refusedFamily;
    List<byte[]> out = new ArrayList<>();

    byte[] mp = oneFamily ? concat(mpWithdrawn, refused) : mpWithdrawn;
    int mpFamily = unreach >= 0 ? update.family(unreach) : refusedFamily;
    byte[] single = message(withdrawn, mpFamily, mp, announces, mpAnnounced, announced);
    if (single.length <= Math.max(Header.MAX_LENGTH, update.length())) {
      add(out, single, withdrawn.length > 0 || mp.length > 0 || announces);
    } else {
      add(out, message(withdrawn, mpFamily, mp, false, new byte[0], new byte[0]), true);
      add(out, message(new byte[0], -1, new byte[0], true, mpAnnounced, announced), true);
    }
    if (!oneFamily && refused.length > 0) {
      add(out, message(new byte[0], refusedFamily, refused, false, new byte[0], new byte[0]), true);
    }
    return out;
  }

  private static void add(List<byte[]> out, byte[] message, boolean saysSomething) {
    if (saysSomething) {
      out.add(message);
    }
  }

  private byte[] message(
      byte[] withdrawn,
      int mpFamily,
      byte[] mpWithdrawn,
      boolean announces,
      byte[] mpAnnounced,
      byte[] announced) {
    ByteArrayOutputStream attributes = new ByteArrayOutputStream();
    boolean mpPending = mpWithdrawn.length > 0;
    for (int i = 0; i < update.attributes(); i++) {
      if (i == unreach) {
        if (mpPending) {
          writeUnreach(attributes, mpFamily, mpWithdrawn);
          mpPending = false;
        }
      } else if (i == reach) {
        if (announces && mpAnnounced.length > 0) {
          writeReach(attributes, mpAnnounced);
        }
      } else if (announces) {
        attributes.write(update.buffer(), update.start(i), update.end(i) - update.start(i));
      }
    }
    if (mpPending) {
      writeUnreach(attributes, mpFamily, mpWithdrawn);
    }
    byte[] message =
        Header.write(
            MessageType.UPDATE, 4 + withdrawn.length + attributes.size() + announced.length);
    int at = put16(message, Header.LENGTH, withdrawn.length);
    at = put(message, at, withdrawn);
    at = put16(message, at, attributes.size());
    at = put(message, at, attributes.toByteArray());
    put(message, at, announced);
    return message;
  }

  private void writeReach(ByteArrayOutputStream out, byte[] nlri) {
    int head = update.nlriStart(reach) - update.value(reach);
    writeHeader(out, update.flags(reach), AttributeCode.MP_REACH_NLRI, head + nlri.length);
    out.write(update.buffer(), update.value(reach), head);
    out.writeBytes(nlri);
  }

  private static void writeUnreach(ByteArrayOutputStream out, int family, byte[] nlri) {
    writeHeader(out, AttributeCode.OPTIONAL, AttributeCode.MP_UNREACH_NLRI, 3 + nlri.length);
    out.write(family >>> 16);
    out.write(family >>> 8);
    out.write(family);
    out.writeBytes(nlri);
  }

  private static void writeHeader(ByteArrayOutputStream out, int flags, int code, int length) {
    boolean extended = length > 255;
    int kept = flags & ~AttributeCode.EXTENDED_LENGTH;
    out.write(extended ? kept | AttributeCode.EXTENDED_LENGTH : kept);
    out.write(code);
    if (extended) {
      out.write(length >>> 8);
    }
    out.write(length);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = new byte[a.length + b.length];
    put(both, put(both, 0, a), b);
    return both;
  }

  private static int put(byte[] target, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, target, at, bytes.length);
    return at + bytes.length;
  }

  private static int put16(byte[] target, int at, int value) {
    target[at] = (byte) (value >>> 8);
    target[at + 1] = (byte) value;
    return at + 2;
  }
}
