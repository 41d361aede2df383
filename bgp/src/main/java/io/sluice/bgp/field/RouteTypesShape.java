package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;
import java.util.Map;
import java.util.TreeMap;

/**
 * A route that tells its type and length itself: the fields of the type stand beside {@code type}.
 * A type that is not known fails: the route has no decoder.
 */
public final class RouteTypesShape implements Shape {
  private static final String TYPE = "type";

  private final int typeOctets;
  private final int lengthOctets;
  private final Map<Integer, String> names = new TreeMap<>();
  private final Map<Integer, Shape> shapes = new TreeMap<>();

  /** Routes with a type and a length of 1 or 2 octets each. */
  public RouteTypesShape(int typeOctets, int lengthOctets) {
    this.typeOctets = typeOctets;
    this.lengthOctets = lengthOctets;
  }

  /** Adds a type. */
  public RouteTypesShape put(int type, String name, Shape... fields) {
    names.put(type, name);
    shapes.put(type, new CountedShape(lengthOctets, 8, Shapes.sequence(fields)));
    return this;
  }

  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(typeOctets, "route type")) {
      return false;
    }
    int type = (int) Octets.unsigned(in.array(), in.take(typeOctets), typeOctets);
    Shape shape = shapes.get(type);
    if (shape == null) {
      return in.fail("no decoder for route type " + type);
    }
    out.word(TYPE, names.get(type));
    return shape.decode(in, out);
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    String name = in.word(TYPE);
    for (Map.Entry<Integer, String> entry : names.entrySet()) {
      if (entry.getValue().equals(name)) {
        NumberShape.write(entry.getKey(), typeOctets, out);
        shapes.get(entry.getKey()).encode(in, out);
        return;
      }
    }
    throw in.fault("expected a route type out of " + names.values());
  }
}
