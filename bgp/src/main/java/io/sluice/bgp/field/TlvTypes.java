package io.sluice.bgp.field;

import java.util.HashMap;
import java.util.Map;

/** What is known of the types of one kind of parts. Filled once, then only read. */
public final class TlvTypes {
  /** A type with a name and a shape for its value. */
  record Known(String name, Shape shape) {}

  private final Map<Integer, Known> byType = new HashMap<>();
  private Shape others;

  /** Adds a type whose value is told by shapes under names of their own, as one object. */
  public TlvTypes struct(int type, String name, Shape... fields) {
    return put(type, name, new ObjectShape(TlvShape.VALUE, Shapes.sequence(fields)));
  }

  /** Adds a type; the shape names its value {@link TlvShape#VALUE}. */
  public TlvTypes put(int type, String name, Shape shape) {
    if (byType.put(type, new Known(name, shape)) != null) {
      throw new IllegalArgumentException("type " + type + " stands twice");
    }
    return this;
  }

  /** Adds all types of another. */
  public TlvTypes all(TlvTypes others) {
    others.byType.forEach((type, known) -> put(type, known.name(), known.shape()));
    return this;
  }

  /** Sets the shape of types that are not there; without one they are octets. */
  public TlvTypes others(Shape shape) {
    others = shape;
    return this;
  }

  /** The shape of a type; {@code null} when its value is octets. */
  Shape shape(int type) {
    Known known = byType.get(type);
    return known == null ? others : known.shape();
  }

  Known get(int type) {
    return byType.get(type);
  }

  int typeOf(String name) {
    for (Map.Entry<Integer, Known> entry : byType.entrySet()) {
      if (entry.getValue().name().equals(name)) {
        return entry.getKey();
      }
    }
    return -1;
  }
}
