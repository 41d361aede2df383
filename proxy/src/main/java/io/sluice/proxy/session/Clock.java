package io.sluice.proxy.session;

/** The time. */
public interface Clock {
  /** The clock of the machine. */
  Clock SYSTEM =
      new Clock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public long micros() {
          java.time.Instant now = java.time.Instant.now();
          return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        }
      };

  /** Nanoseconds, to measure by. */
  long nanos();

  /** Microseconds since 1970. */
  long micros();
}
