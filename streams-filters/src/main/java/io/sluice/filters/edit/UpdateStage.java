package io.sluice.filters.edit;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.Update;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Sets next hops, and removes and adds communities (RFC 1997, RFC 4360, RFC 8092), of UPDATEs that
 * announce something. One that has already what is wanted keeps its octets.
 */
public final class UpdateStage implements Stage {
  private static final int UNICAST = 1;
  private static final int MULTICAST = 2;
  private static final int LABELED = 4;

  private final UpdateOptions options;

  /** The attributes with communities that are looked at, in order. */
  private final TreeSet<Integer> communities = new TreeSet<>();

  /** One that changes what it is set up with. */
  public UpdateStage(UpdateOptions options) {
    this.options = options;
    communities.addAll(options.drop());
    communities.addAll(options.add().keySet());
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    if (!message.isUpdate() || !message.update().announces()) {
      return;
    }
    Update update = message.update();
    UpdateBuilder builder = UpdateBuilder.from(update);
    boolean changed = nextHop(update, builder) | reach(update, builder);
    for (int code : communities) {
      changed |= communities(update, builder, code);
    }
    if (!changed) {
      return;
    }
    Decoded<List<byte[]>> made = builder.build(Math.max(Header.MAX_LENGTH, update.length()));
    if (made.ok()) {
      ruling.replace(made.get(), options.rule(), "", Map.of());
    } else {
      // As it is wanted it cannot be written; as it came it is not wanted.
      ruling.refuseAll(options.rule(), "too-long", Map.of("reason", made.error().reason()));
    }
  }

  private boolean nextHop(Update update, UpdateBuilder builder) {
    int i = update.find(AttributeCode.NEXT_HOP);
    if (options.nextHop4() == null || i < 0 || update.attributesEnd() == update.end()) {
      return false;
    }
    if (Arrays.equals(update.copyValue(i), options.nextHop4())) {
      return false;
    }
    builder.set(AttributeCode.NEXT_HOP, update.flags(i), options.nextHop4());
    return true;
  }

  /** The next hop of MP_REACH_NLRI (RFC 4760 section 3); with it a link-local one goes. */
  private boolean reach(Update update, UpdateBuilder builder) {
    int i = update.find(AttributeCode.MP_REACH_NLRI);
    if (i < 0 || update.nlriStart(i) < 0) {
      return false;
    }
    int length = update.mpNextHopLength(i);
    byte[] wanted = length == 4 ? options.nextHop4() : options.nextHop6();
    int safi = update.family(i) & 0xff;
    boolean plain = safi == UNICAST || safi == MULTICAST || safi == LABELED;
    boolean readable = length == 4 || length == 16 || length == 32;
    int from = update.mpNextHopStart(i);
    if (wanted == null
        || !plain
        || !readable
        || Arrays.equals(wanted, Arrays.copyOfRange(update.buffer(), from, from + length))) {
      return false;
    }
    ByteSink routes = builder.reach(AddressFamily.ofPacked(update.family(i)), wanted);
    int nlri = update.nlriStart(i);
    routes.bytes(update.buffer(), nlri, update.end(i) - nlri);
    return true;
  }

  private boolean communities(Update update, UpdateBuilder builder, int code) {
    int size = UpdateOptions.COMMUNITIES.get(code);
    int i = update.find(code);
    byte[] there = i < 0 ? new byte[0] : update.copyValue(i);
    if (there.length % size != 0) {
      // Malformed: that is for the check stage, or the receiver, to deal with.
      return false;
    }
    ByteSink all = new ByteSink(there.length + 64);
    if (!options.drop().contains(code)) {
      all.bytes(there);
    }
    byte[] more = options.add().getOrDefault(code, new byte[0]);
    for (int at = 0; at < more.length; at += size) {
      if (!contains(all, more, at, size)) {
        all.bytes(more, at, size);
      }
    }
    byte[] wanted = all.toByteArray();
    if (Arrays.equals(wanted, there)) {
      return false;
    }
    if (wanted.length == 0) {
      builder.remove(code);
    } else {
      int flags = AttributeCode.OPTIONAL | AttributeCode.TRANSITIVE;
      builder.set(code, i < 0 ? flags : update.flags(i), wanted);
    }
    return true;
  }

  private static boolean contains(ByteSink all, byte[] of, int at, int size) {
    for (int i = 0; i < all.size(); i += size) {
      if (Arrays.equals(all.array(), i, i + size, of, at, at + size)) {
        return true;
      }
    }
    return false;
  }
}
