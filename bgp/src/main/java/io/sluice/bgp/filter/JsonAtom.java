package io.sluice.bgp.filter;

import com.google.re2j.Matcher;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.AttributeNames;
import io.sluice.bgp.json.JsonPath;

/**
 * {@code json[caps.AS4] > 65535}, {@code attr[AGGREGATOR.asn] == 65001}: whatever stands in the
 * JSON form of a message, by its path in it.
 */
final class JsonAtom extends Atom {
  private static final int WHOLE = -1;

  private final JsonPath path;
  private final int attribute;
  private final Operator operator;
  private final String text;
  private final double number;
  private final Matcher regex;

  private JsonAtom(Term t, JsonPath path, int attribute) {
    this.path = path;
    this.attribute = attribute;
    this.operator = t.operator();
    Literal value = t.value();
    this.text = value == null ? null : value.quoted() ? value.text() : value.canonical();
    this.number = operator.isOrdering() && value.real() != null ? value.real() : 0;
    this.regex = operator == Operator.MATCH ? Regex.compile(t) : null;
    if (operator.isOrdering() && value.real() == null) {
      throw t.badValue(operator.symbol() + " compares numbers, and this is none");
    }
  }

  /** {@code json[path]}, within the fifth element of the line. */
  static Atom ofData(Term t) {
    return new JsonAtom(t, new JsonPath(index(t)), WHOLE);
  }

  /** {@code attr[NAME.path]}, within the value of a path attribute. */
  static Atom ofAttribute(Term t) {
    String index = index(t);
    int point = index.indexOf('.');
    String name = point < 0 ? index : index.substring(0, point);
    int code = AttributeNames.codeOf(name);
    if (code < 0) {
      throw t.badIndex(
          "there is no attribute "
              + name
              + " that has a name in JSON; for others there is json[attrs.ATTR_99.value]");
    }
    return new JsonAtom(t, point < 0 ? null : new JsonPath(index.substring(point + 1)), code);
  }

  private static String index(Term t) {
    if (t.index() == null) {
      throw t.badIndex(t.name() + " needs a path in brackets, such as json[attrs.MED.value]");
    }
    return t.index();
  }

  @Override
  Scope scope() {
    return switch (attribute) {
      case WHOLE -> Scope.MESSAGE;
      case AttributeCode.MP_UNREACH_NLRI -> Scope.ROUTES;
      default -> Scope.ANNOUNCEMENTS;
    };
  }

  @Override
  int test(Evaluation e) {
    AsciiBuffer out = e.text.clear();
    boolean there = write(e, out) && (path == null || path.find(out.buffer(), 0, out.size()));
    if (operator == Operator.PRESENT) {
      return of(there);
    }
    if (!there) {
      return ABSENT;
    }
    boolean string = out.buffer()[0] == '"';
    int from = path != null ? path.from(out.buffer()) : string ? 1 : 0;
    int to = path != null ? path.to(out.buffer()) : out.size() - (string ? 1 : 0);
    return of(
        switch (operator) {
          case EQUAL -> out.rangeEquals(from, to, text);
          case MATCH -> Regex.finds(regex, out, from, to);
          default -> ordered(out, from, to);
        });
  }

  private boolean write(Evaluation e, AsciiBuffer out) {
    Message message = e.message();
    if (attribute == WHOLE) {
      return e.json.writeData(message, out) == null;
    }
    int i = e.update().find(attribute);
    return i >= 0 && e.json.writeAttributeValue(e.update(), i, out) == null;
  }

  private boolean ordered(AsciiBuffer out, int from, int to) {
    Double value = Literal.real(out.text(from, to));
    return value != null && operator.holds(Double.compare(value, number));
  }
}
