package io.sluice.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** Basic authentication (RFC 7617). */
final class BasicAuth {
  private BasicAuth() {}

  /**
   * What the header says.
   *
   * @param credentials {@code user:password}
   */
  static String header(String credentials) {
    byte[] octets = credentials.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(octets);
  }

  /** Whether a header says it; takes as long whatever it says. */
  static boolean matches(String credentials, String header) {
    return header != null
        && MessageDigest.isEqual(
            header(credentials).getBytes(StandardCharsets.US_ASCII),
            header.getBytes(StandardCharsets.US_ASCII));
  }
}
