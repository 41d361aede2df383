package io.sluice.bgp.field;

import java.util.Arrays;

/** What is known of the types of one kind of parts. Filled once, then only read. */
public final class TlvTypes {
  /** A type with a name and a shape for its value. */
  record Known(String name, Shape shape) {}

  /** Ascending; beside it what is known. Looked up without creating anything. */
  private int[] numbers = {};

  private Known[] known = {};
  private Shape others;

  /** Adds a type whose value is told by shapes under names of their own, as one object. */
  public TlvTypes struct(int type, String name, Shape... fields) {
    return put(type, name, new ObjectShape(TlvShape.VALUE, Shapes.sequence(fields)));
  }

  /** Adds a type; the shape names its value {@link TlvShape#VALUE}. */
  public TlvTypes put(int type, String name, Shape shape) {
    int at = -1 - Arrays.binarySearch(numbers, type);
    if (at < 0) {
      throw new IllegalArgumentException("type " + type + " stands twice");
    }
    int behind = numbers.length - at;
    numbers = Arrays.copyOf(numbers, numbers.length + 1);
    known = Arrays.copyOf(known, numbers.length);
    System.arraycopy(numbers, at, numbers, at + 1, behind);
    System.arraycopy(known, at, known, at + 1, behind);
    numbers[at] = type;
    known[at] = new Known(name, shape);
    return this;
  }

  /** Adds all types of another. */
  public TlvTypes all(TlvTypes more) {
    for (int i = 0; i < more.numbers.length; i++) {
      put(more.numbers[i], more.known[i].name(), more.known[i].shape());
    }
    return this;
  }

  /** Sets the shape of types that are not there; without one they are octets. */
  public TlvTypes others(Shape shape) {
    others = shape;
    return this;
  }

  /** The shape of a type; {@code null} when its value is octets. */
  Shape shape(int type) {
    Known there = get(type);
    return there == null ? others : there.shape();
  }

  Known get(int type) {
    int at = Arrays.binarySearch(numbers, type);
    return at < 0 ? null : known[at];
  }

  int typeOf(String name) {
    for (int i = 0; i < numbers.length; i++) {
      if (known[i].name().equals(name)) {
        return numbers[i];
      }
    }
    return -1;
  }
}
