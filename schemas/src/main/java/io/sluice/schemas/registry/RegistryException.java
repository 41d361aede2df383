package io.sluice.schemas.registry;

/** The registry refused a request or could not be reached. */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** There is no such subject. */
  public static final int NO_SUBJECT = 40401;

  /** There is no such version. */
  public static final int NO_VERSION = 40402;

  /** There is no such schema. */
  public static final int NO_SCHEMA = 40403;

  /** The schema is not compatible with an earlier version. */
  public static final int INCOMPATIBLE = 409;

  /** The schema is none. */
  public static final int INVALID_SCHEMA = 42201;

  /** The ends do not agree on TLS or do not trust each other. */
  static final int TLS = -1;

  /** What answers is no schema registry. */
  static final int GARBAGE = -2;

  private final int code;

  /**
   * @param code error code of Confluent's REST API, 0 when the registry could not be reached, less
   *     when it is no registry or not to be trusted
   */
  public RegistryException(int code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public RegistryException(int code, String message) {
    this(code, message, null);
  }

  /** Error code of Confluent's REST API, or 0 when the registry could not be reached. */
  public int code() {
    return code;
  }

  /** Whether asking again may help: it could not be reached, or could not answer for the time. */
  public boolean mayPass() {
    return code == 0 || code >= 500 && code < 600 || code >= 50000;
  }
}
