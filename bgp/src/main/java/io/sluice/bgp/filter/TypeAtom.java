package io.sluice.bgp.filter;

import io.sluice.bgp.MessageType;
import java.util.Locale;

/** {@code type == update}: the type of the message. */
final class TypeAtom extends Atom {
  private final int code;

  TypeAtom(int code) {
    this.code = code;
  }

  static Atom of(Term t) {
    t.withoutIndex().only(Operator.EQUAL);
    Long number = t.value().integer();
    if (number != null) {
      return new TypeAtom((int) (number & 0xff));
    }
    String name = t.value().text().toLowerCase(Locale.ROOT).replace('-', '_');
    MessageType type =
        switch (name) {
          case "open" -> MessageType.OPEN;
          case "update" -> MessageType.UPDATE;
          case "notify", "notification" -> MessageType.NOTIFICATION;
          case "keepalive" -> MessageType.KEEPALIVE;
          case "refresh", "route_refresh" -> MessageType.ROUTE_REFRESH;
          default ->
              throw t.badValue(
                  "there is no message type "
                      + name
                      + "; there are: open, update, notify, keepalive, refresh, or a number");
        };
    return new TypeAtom(type.code());
  }

  @Override
  Scope scope() {
    return Scope.MESSAGE;
  }

  @Override
  int test(Evaluation e) {
    return of(e.message().typeCode() == code);
  }
}
