package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/**
 * A route that tells its type and length itself: the fields of the type stand beside {@code type}.
 * A type that is not known fails: the route has no decoder.
 */
public final class RouteTypesShape implements Shape {
  private static final String TYPE = "type";

  /** No family here has more types. */
  private static final int MOST = 16;

  private final int typeOctets;
  private final int lengthOctets;
  private final String[] names = new String[MOST];
  private final Shape[] shapes = new Shape[MOST];

  /** Routes with a type and a length of 1 or 2 octets each. */
  public RouteTypesShape(int typeOctets, int lengthOctets) {
    this.typeOctets = typeOctets;
    this.lengthOctets = lengthOctets;
  }

  /** Adds a type. */
  public RouteTypesShape put(int type, String name, Shape... fields) {
    names[type] = name;
    shapes[type] = new CountedShape(lengthOctets, 8, Shapes.sequence(fields));
    return this;
  }

  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(typeOctets, "route type")) {
      return false;
    }
    int type = (int) Octets.unsigned(in.array(), in.take(typeOctets), typeOctets);
    Shape shape = type < MOST ? shapes[type] : null;
    if (shape == null) {
      return in.fail("no decoder for route type " + type);
    }
    out.word(TYPE, names[type]);
    return shape.decode(in, out);
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    String name = in.word(TYPE);
    for (int type = 0; type < MOST; type++) {
      if (name.equals(names[type])) {
        NumberShape.write(type, typeOctets, out);
        shapes[type].encode(in, out);
        return;
      }
    }
    throw in.fault("there is no route type " + name);
  }
}
