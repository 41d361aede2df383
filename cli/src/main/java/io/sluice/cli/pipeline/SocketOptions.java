package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.util.Map;

/** What connect and listen have in common: the address of one end of the session. */
public abstract class SocketOptions extends EndOptions {
  private String address;

  @Override
  final String argumentName() {
    return "ADDR";
  }

  @Override
  final void argument(String argument) {
    address = argument;
  }

  /** The address as it was written, or is in the environment. */
  public final String address() {
    return address;
  }

  /**
   * The TCP-MD5 password (RFC 2385).
   *
   * @param environment where $NAME is looked up
   * @return null for none
   */
  public abstract String password(Map<String, String> environment);

  /** TTL of what is sent, 0 for the system's; with {@link #gtsm}, hops to the other end. */
  public abstract int ttl();

  /** Whether what came from further away is refused (RFC 5082). */
  public abstract boolean gtsm();

  static void checkTtl(int ttl) {
    if (ttl < 0 || ttl > 255) {
      throw new OperatorException("--ttl " + ttl + ": a TTL is 1 to 255, 0 for the system's");
    }
  }
}
