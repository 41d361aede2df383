package io.sluice.filters.outside;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Update;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.nlri.Withdrawals;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.filters.Ruling;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an answer from outside means for a message. */
final class Meaning {
  private final Wanted wanted;
  private final NlriCursor cursor = new NlriCursor();

  Meaning(Wanted wanted) {
    this.wanted = wanted;
  }

  void say(Asked asked, Message message, OutsideOptions options, Ruling ruling) {
    asked.tags.forEach(
        (key, value) -> {
          if (!value.equals(message.tags().get(key))) {
            ruling.tag(key, value);
          }
        });
    switch (asked.state) {
      case SAME -> {
        if (!asked.more.isEmpty()) {
          more(message.toByteArray(), asked, message, options, ruling);
        } else if (!wanted.test(message)) {
          refuse("not wanted", "", options, ruling);
        }
      }
      case CHANGED -> more(asked.changed, asked, message, options, ruling);
      case DROPPED -> refuse(asked.passedOver ? "passed over" : "dropped", "", options, ruling);
      case LATE -> late(options, ruling);
      default -> ruling.replace(List.of(), "the session had ended", "", Map.of());
    }
  }

  private void more(
      byte[] first, Asked asked, Message message, OutsideOptions options, Ruling ruling) {
    List<byte[]> all = new ArrayList<>(2);
    all.add(first);
    all.addAll(asked.more);
    List<byte[]> left = wanted.of(all, message, asked.tags);
    boolean whole = asked.state == Asked.State.SAME && left.size() == all.size();
    if (!whole && !options.whole() && message.isUpdate() && !ruling.isSilent()) {
      List<byte[]> with = new ArrayList<>(missing(message.update(), left));
      with.addAll(left);
      left = with;
    }
    ruling.replace(left, asked.more.isEmpty() ? "changed" : "several", "", Map.of());
  }

  /**
   * Withdrawals of the routes that an UPDATE announces and its answers do not mention: else an
   * older route would be left standing behind each.
   */
  private List<byte[]> missing(Update update, List<byte[]> answers) {
    if (!update.announces()) {
      return List.of();
    }
    Set<ByteBuffer> mentioned = new HashSet<>();
    for (byte[] answer : answers) {
      if (Header.type(answer, 0) == MessageType.UPDATE.code()) {
        Update said = Update.of(answer, update.context());
        mention(said, said.announced(cursor), mentioned);
        mention(said, said.withdrawn(cursor), mentioned);
      }
    }
    UpdateBuilder builder = new UpdateBuilder(update.context());
    update.announced(cursor);
    ByteSink entry = new ByteSink();
    while (cursor.next()) {
      entry.clear();
      if (!mentioned.contains(withdrawal(update, entry))) {
        boolean body = cursor.inFirstRange();
        Withdrawals.write(
            cursor,
            update.buffer(),
            body ? builder.withdrawn() : builder.unreach(AddressFamily.ofPacked(cursor.family())));
      }
    }
    if (!builder.hasRoutes()) {
      return List.of();
    }
    Decoded<List<byte[]>> built = builder.build(Header.MAX_LENGTH);
    return built.ok() ? built.value() : List.of();
  }

  private void mention(Update said, NlriCursor at, Set<ByteBuffer> into) {
    while (at.next()) {
      into.add(withdrawal(said, new ByteSink()));
    }
  }

  private ByteBuffer withdrawal(Update update, ByteSink entry) {
    entry.u32(cursor.family());
    Withdrawals.write(cursor, update.buffer(), entry);
    return ByteBuffer.wrap(entry.toByteArray());
  }

  private static void refuse(String rule, String event, OutsideOptions options, Ruling ruling) {
    if (options.whole()) {
      ruling.replace(List.of(), rule, event, Map.of());
    } else {
      ruling.refuseAll(rule, event, Map.of());
    }
  }

  private static void late(OutsideOptions options, Ruling ruling) {
    String event = OutsideStage.UNANSWERED;
    Map<String, String> data = Map.of("deadline", options.deadline().toString());
    switch (options.unanswered()) {
      case CLOSE ->
          ruling.close(
              Notification.cease(
                  Notification.ADMINISTRATIVE_SHUTDOWN, "no answer from a filter in time"),
              "unanswered",
              event,
              data);
      case DROP -> refuse("unanswered", event, options, ruling);
      default -> ruling.event(event, data);
    }
  }
}
