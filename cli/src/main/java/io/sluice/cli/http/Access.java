package io.sluice.cli.http;

/** Who may ask for something at the HTTP port. */
public enum Access {
  /** Anybody who reaches the port: for probes, which know no tokens. */
  OPEN,
  /** Who has the token, when one is set. */
  READ,
  /** The same; without a token only where nobody but this machine reaches the port. */
  CHANGE
}
