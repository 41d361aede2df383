package io.sluice.proxy;

/** Where a session stands. */
public enum SessionState {
  /** Neither end is connected. */
  WAITING,
  /** One end is connected, the other is dialled or awaited. */
  PAIRING,
  /** Both ends are connected. */
  CONNECTED,
  /** OPEN and KEEPALIVE have crossed in both directions. */
  ESTABLISHED,
  /** One end is gone; what stands before its end is still on its way to the other. */
  DRAINING
}
