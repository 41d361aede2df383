package io.sluice.bgp.json;

import io.sluice.bgp.Address;
import io.sluice.bgp.Prefix;
import io.sluice.bgp.field.FieldSource;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Gives the fields of a JSON object, or the element of a list at hand, to whoever encodes them. */
final class FieldsReader implements FieldSource {
  private static final int DEEPEST = 32;

  private final JsonScanner in;
  private int here;
  private int depth;
  private int bits;

  /** A reader of the value that a scanner stands before. */
  FieldsReader(JsonScanner in) {
    this.in = in;
    here = in.position();
  }

  /** Goes to the value of a field; false when there is none. */
  private boolean find(String name) {
    in.position(here);
    if (name == null) {
      return true;
    }
    if (in.peek() != '{') {
      return false;
    }
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      if (in.key().equals(name)) {
        return true;
      }
      in.skipValue();
    }
    return false;
  }

  /** Leaves the scanner before the value of a field. */
  void enter(String name) {
    if (!find(name)) {
      in.position(here);
      throw in.fault("missing: " + name);
    }
  }

  private void scalar(String name) {
    enter(name);
    in.scalar();
  }

  @Override
  public boolean has(String name) {
    return find(name) && !in.takeNull();
  }

  @Override
  public boolean isObject(String name) {
    return find(name) && in.peek() == '{';
  }

  @Override
  public long number(String name, int octets) {
    scalar(name);
    long value = JsonNumbers.unsigned(in.raw());
    if (value < 0 && octets == 8 && in.raw().matches("[0-9]{19,20}")) {
      return large();
    }
    if (value < 0 || octets < 8 && value >>> 8 * octets != 0) {
      throw in.faultInText("expected a number of up to " + 8 * octets + " bits");
    }
    return value;
  }

  private long large() {
    try {
      return Long.parseUnsignedLong(in.raw());
    } catch (NumberFormatException e) {
      throw in.faultInText("expected a number of up to 64 bits");
    }
  }

  @Override
  public String word(String name) {
    scalar(name);
    return in.raw();
  }

  @Override
  public float decimal(String name) {
    scalar(name);
    try {
      float value = Float.parseFloat(in.raw());
      if (!Float.isNaN(value) && !Float.isInfinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw in.faultInText("expected a number");
  }

  @Override
  public byte[] octets(String name) {
    scalar(name);
    return in.hex();
  }

  @Override
  public byte[] text(String name) {
    scalar(name);
    return in.octets();
  }

  @Override
  public Address address(String name) {
    scalar(name);
    try {
      return Address.parse(in.raw());
    } catch (IllegalArgumentException e) {
      throw in.faultInText("expected an address");
    }
  }

  @Override
  public Address prefix(String name, boolean ipv6) {
    scalar(name);
    try {
      Prefix prefix = Prefix.parse(in.raw());
      if (prefix.ipv6() == ipv6) {
        bits = prefix.bits();
        return new Address(ipv6, prefix.high(), prefix.low());
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw in.faultInText("expected an " + (ipv6 ? "IPv6" : "IPv4") + " prefix");
  }

  @Override
  public int bits() {
    return bits;
  }

  @Override
  public long distinguisher(String name) {
    scalar(name);
    return DistinguisherText.parse(in);
  }

  @Override
  public long community(String name) {
    if (!isObject(name)) {
      in.position(here);
      throw in.fault("expected an extended community: " + name);
    }
    return ExtendedCommunityReader.community(in);
  }

  @Override
  public byte[] isis(String name) {
    scalar(name);
    if (!in.raw().matches("[0-9a-fA-F]{4}(\\.[0-9a-fA-F]{4}){2}(\\.[0-9a-fA-F]{2})?")) {
      throw in.faultInText("expected a system identifier such as 1921.6800.1001");
    }
    return HexFormat.of().parseHex(in.raw().replace(".", ""));
  }

  @Override
  public void object(String name, Consumer<FieldSource> fields) {
    if (!isObject(name)) {
      in.position(here);
      throw in.fault(name == null ? "expected an object" : "expected an object: " + name);
    }
    inside(in.position(), fields);
  }

  private void inside(int position, Consumer<FieldSource> fields) {
    if (++depth > DEEPEST) {
      throw in.fault("nested deeper than " + DEEPEST);
    }
    int before = here;
    here = position;
    fields.accept(this);
    here = before;
    depth--;
  }

  @Override
  public void list(String name, Consumer<FieldSource> element) {
    enter(name);
    in.beginArray();
    boolean first = true;
    while (in.nextElement(first)) {
      first = false;
      int position = in.position();
      inside(position, element);
      in.position(position);
      in.skipValue();
    }
  }

  @Override
  public RuntimeException fault(String problem) {
    return in.fault(problem);
  }
}
