package io.sluice.bgp.field;

/**
 * Takes the fields of a decoded value, in the order of their octets. A name is {@code null} for an
 * element of a list. Arrays are valid during the call only.
 */
public interface FieldSink {
  /** Takes nothing: to see whether octets decode. */
  FieldSink NONE = new NoFields();

  /** An unsigned number of up to 64 bits. */
  void number(String name, long value);

  /** One of a set of names. */
  void word(String name, String word);

  /**
   * An octet of flags.
   *
   * @param letters a letter for each bit from the highest on, a dot for one without a name
   */
  void flags(String name, int octet, String letters);

  /** Something that is so, or not. */
  void flag(String name, boolean value);

  /** A finite number in the form of IEEE 754, of 32 bits. */
  void decimal(String name, float value);

  /** Octets without a closer meaning. */
  void octets(String name, byte[] array, int at, int length);

  /** Text; any octets may be in it. */
  void text(String name, byte[] array, int at, int length);

  /** An address of 4 or 16 octets. */
  void address(String name, byte[] array, int at, int octets);

  /** A prefix of so many bits, of which the octets at the end may be missing. */
  void prefix(String name, byte[] array, int at, int octets, int bits, boolean ipv6);

  /** A route distinguisher (RFC 4364 section 4.2), eight octets. */
  void distinguisher(String name, byte[] array, int at);

  /** An extended community (RFC 4360), eight octets. */
  void community(String name, byte[] array, int at);

  /** An IS-IS system identifier of 6 octets, with a pseudonode number behind it when of 7. */
  void isis(String name, byte[] array, int at, int length);

  /** Begins an object; {@link #end} ends it. */
  void begin(String name);

  /** Ends an object. */
  void end();

  /** Begins a list; {@link #endList} ends it. */
  void beginList(String name);

  /** Ends a list. */
  void endList();
}
