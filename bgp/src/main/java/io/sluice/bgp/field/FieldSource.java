package io.sluice.bgp.field;

import io.sluice.bgp.Address;
import java.util.function.Consumer;

/**
 * Gives the fields of a value that is to be encoded, by name, in whatever order they are asked for.
 * A name is {@code null} for the element of a list that is at hand. Each method throws an unchecked
 * exception that tells where when the field is missing or of another form.
 */
public interface FieldSource {
  /** Whether a field is there. */
  boolean has(String name);

  /** Whether a field is an object. */
  boolean isObject(String name);

  /** An unsigned number that fits so many octets, 1 to 8. */
  long number(String name, int octets);

  /** A number as {@link #number}, or a name: its text as it is. */
  String word(String name);

  /** A finite decimal number. */
  float decimal(String name);

  /** Octets. */
  byte[] octets(String name);

  /** Text, as octets. */
  byte[] text(String name);

  /** An address. */
  Address address(String name);

  /** A prefix of the family asked for: its address, and its bits by {@link #bits}. */
  Address prefix(String name, boolean ipv6);

  /** How many bits the prefix given last has. */
  int bits();

  /** A route distinguisher. */
  long distinguisher(String name);

  /** An extended community. */
  long community(String name);

  /** An IS-IS identifier, as {@link FieldSink#isis} shows it. */
  byte[] isis(String name);

  /** Enters an object, lets its fields be asked for, and leaves it. */
  void object(String name, Consumer<FieldSource> fields);

  /** Enters a list and lets each element be asked for. */
  void list(String name, Consumer<FieldSource> element);

  /** What to throw when the field at hand makes no sense. */
  RuntimeException fault(String problem);
}
