package io.sluice.cli.http;

/**
 * Something that can be asked for at the HTTP port.
 *
 * @param method GET (which answers HEAD too) or POST
 * @param path its path, with the slash
 * @param purpose what it is for, in a few words
 * @param access who may ask
 * @param handler what answers
 */
public record Route(String method, String path, String purpose, Access access, Handler handler) {

  /** Answers requests, on several threads; it may wait. */
  @FunctionalInterface
  public interface Handler {
    /** The answer to a request; what it throws becomes status 500. */
    Answer answer(Request request) throws Exception;
  }

  /**
   * What is known of a request.
   *
   * @param query what stands behind the question mark; empty for nothing
   * @param accept the header Accept; empty for none
   */
  public record Request(String query, String accept) {}

  /** One that tells something. */
  public static Route get(String path, String purpose, Access access, Handler handler) {
    return new Route("GET", path, purpose, access, handler);
  }

  /** One that changes something. */
  public static Route post(String path, String purpose, Handler handler) {
    return new Route("POST", path, purpose, Access.CHANGE, handler);
  }
}
