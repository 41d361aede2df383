package io.sluice.cli.routers;

/** What a test has running; it ends without a checked exception. */
public interface Resource extends AutoCloseable {
  @Override
  void close();
}
