package io.sluice.filters;

/** Takes new messages that come from outside. */
public interface Injections {

  /** Whether it takes more of a session; when not, whoever says them has to wait. */
  boolean hasRoom(String session);

  /** A new message came from outside. */
  void inject(Injection injection);
}
