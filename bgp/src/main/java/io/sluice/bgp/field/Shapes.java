package io.sluice.bgp.field;

import java.util.ArrayList;
import java.util.List;

/** Makes shapes. Names are those of the fields, {@code null} for elements of a list. */
public final class Shapes {
  private Shapes() {}

  /** An unsigned number of 1 to 8 octets. */
  public static Shape number(String name, int octets) {
    return new NumberShape(name, octets);
  }

  /** An unsigned number that takes what is left, written in the most octets. */
  public static Shape varyingNumber(String name, int most) {
    return new VaryingNumberShape(name, most);
  }

  /** A number whose values have names, from 0 on; an empty name is none. */
  public static Shape word(String name, int octets, String... names) {
    return new WordShape(name, octets, List.of(names));
  }

  /** An octet of flags, a letter or a dot for each bit from the highest on. */
  public static Shape flags(String name, String letters) {
    return new FlagsShape(name, letters);
  }

  /** A number in the form of IEEE 754, four octets; one that is not finite is malformed. */
  public static Shape decimal(String name) {
    return new DecimalShape(name);
  }

  /** So many octets as they are. */
  public static Shape octets(String name, int count) {
    return new OctetsShape(name, count);
  }

  /** All octets that are left. */
  public static Shape rest(String name) {
    return new OctetsShape(name, -1);
  }

  /** Text up to the end. */
  public static Shape text(String name) {
    return new TextShape(name);
  }

  /** Octets to be ignored. */
  public static Shape reserved(int octets) {
    return new ReservedShape(octets);
  }

  /** Zeros that may stand at the end. */
  public static Shape padding() {
    return new PaddingShape();
  }

  /** An IPv4 address. */
  public static Shape ipv4(String name) {
    return new AddressShape(name, 4);
  }

  /** An IPv6 address. */
  public static Shape ipv6(String name) {
    return new AddressShape(name, 16);
  }

  /** An address of either family, up to the end. */
  public static Shape address(String name) {
    return new AddressShape(name, 0);
  }

  /** An address behind its length in bits; none of them is any address. */
  public static Shape sizedAddress(String name) {
    return new SizedAddressShape(name);
  }

  /** A prefix behind its length in bits. */
  public static Shape prefix(String name, boolean ipv6) {
    return new PrefixShape(name, ipv6);
  }

  /** An IS-IS system identifier up to the end, with or without a pseudonode number. */
  public static Shape isis(String name) {
    return new IsisShape(name);
  }

  /** A route distinguisher, {@code rd}. */
  public static Shape distinguisher() {
    return new DistinguisherShape("rd");
  }

  /** An extended community. */
  public static Shape community(String name) {
    return new CommunityShape(name);
  }

  /** A segment identifier up to the end: label, index or SRv6 SID. */
  public static Shape sid() {
    return new SidShape();
  }

  /**
   * Numbers that share octets.
   *
   * @param namesAndBits by turns a name, empty for bits to be ignored, and a number of bits
   */
  public static Shape bits(Object... namesAndBits) {
    List<String> names = new ArrayList<>();
    List<Integer> bits = new ArrayList<>();
    for (int i = 0; i < namesAndBits.length; i += 2) {
      names.add((String) namesAndBits[i]);
      bits.add((Integer) namesAndBits[i + 1]);
    }
    return new BitsShape(List.copyOf(names), List.copyOf(bits));
  }

  /** One behind the other. */
  public static Shape sequence(Shape... parts) {
    return parts.length == 1 ? parts[0] : new SequenceShape(List.of(parts));
  }

  /** Fields together under a name. */
  public static Shape object(String name, Shape... fields) {
    return new ObjectShape(name, sequence(fields));
  }

  /** The same over and over, up to the end. */
  public static Shape list(String name, Shape element) {
    return new ListShape(name, element);
  }

  /** What may be missing at the end; the marker is a field of it. */
  public static Shape optional(String marker, Shape... parts) {
    return new OptionalShape(marker, sequence(parts));
  }

  /** A shape behind a length in octets. */
  public static Shape counted(int lengthOctets, Shape inner) {
    return new CountedShape(lengthOctets, 8, inner);
  }

  /** A shape behind a length in bits, an octet. */
  public static Shape countedBits(Shape inner) {
    return new CountedShape(1, 1, inner);
  }

  /** Parts of so many octets each behind their count, an octet. */
  public static Shape countedParts(int octets, Shape inner) {
    return new CountedShape(1, 8 * octets, inner);
  }

  /**
   * One of several shapes by how many octets are left.
   *
   * @param choices by turns a number of octets, a field that only this shape has, which is empty
   *     for one that is left over at the end, and the shape
   */
  public static Shape byLength(Object... choices) {
    List<Integer> lengths = new ArrayList<>();
    List<String> markers = new ArrayList<>();
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < choices.length; i += 3) {
      lengths.add((Integer) choices[i]);
      markers.add((String) choices[i + 1]);
      shapes.add((Shape) choices[i + 2]);
    }
    return new ByLengthShape(List.copyOf(lengths), List.copyOf(markers), List.copyOf(shapes));
  }

  /** A number that must be there and tells nothing. */
  public static Shape fixed(int number, int octets) {
    return new FixedShape(number, octets);
  }
}
