package io.sluice.bgp;

import java.util.NoSuchElementException;

/**
 * What came of decoding: a value or the error, never both. For what is decoded rarely; hot paths
 * return the error itself, or {@code null}.
 *
 * @param value the value; {@code null} when there is an error
 * @param error the error; {@code null} when there is a value
 */
public record Decoded<T>(T value, BgpError error) {

  /** A value. */
  public static <T> Decoded<T> of(T value) {
    return new Decoded<>(value, null);
  }

  /** An error. */
  public static <T> Decoded<T> failed(BgpError error) {
    return new Decoded<>(null, error);
  }

  /** An error at an offset. */
  public static <T> Decoded<T> failed(Flaw flaw, int offset) {
    return failed(BgpError.at(flaw, offset));
  }

  /** Whether there is a value. */
  public boolean ok() {
    return error == null;
  }

  /** The value; for callers that know that there is one. */
  public T get() {
    if (error != null) {
      throw new NoSuchElementException(error.toString());
    }
    return value;
  }
}
