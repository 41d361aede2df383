package io.sluice.bgp.field;

/** Takes nothing, but what a subclass takes. */
class NoFields implements FieldSink {
  @Override
  public void number(String name, long value) {}

  @Override
  public void word(String name, String word) {}

  @Override
  public void flags(String name, int octet, String letters) {}

  @Override
  public void flag(String name, boolean value) {}

  @Override
  public void decimal(String name, float value) {}

  @Override
  public void octets(String name, byte[] array, int at, int length) {}

  @Override
  public void text(String name, byte[] array, int at, int length) {}

  @Override
  public void address(String name, byte[] array, int at, int octets) {}

  @Override
  public void prefix(String name, byte[] array, int at, int octets, int bits, boolean ipv6) {}

  @Override
  public void distinguisher(String name, byte[] array, int at) {}

  @Override
  public void community(String name, byte[] array, int at) {}

  @Override
  public void isis(String name, byte[] array, int at, int length) {}

  @Override
  public void begin(String name) {}

  @Override
  public void end() {}

  @Override
  public void beginList(String name) {}

  @Override
  public void endList() {}
}
