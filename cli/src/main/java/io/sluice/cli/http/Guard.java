package io.sluice.cli.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;

/** Says who may ask: who has the token, as a bearer's or as the password of any user. */
final class Guard {
  private final byte[] token;
  private final boolean local;

  /**
   * @param token the token; {@code null} for none
   * @param address where the port listens
   */
  Guard(String token, InetAddress address) {
    this.token = token == null ? null : bytes(token);
    this.local = address.isLoopbackAddress();
  }

  /**
   * The answer to who may not.
   *
   * @param authorization the header Authorization; {@code null} for none
   * @return {@code null} to who may
   */
  Answer refusal(Access access, String authorization) {
    if (access == Access.OPEN) {
      return null;
    }
    if (token == null) {
      return access == Access.READ || local
          ? null
          : Answer.text(
              403,
              "others than this machine reach this port: set a token (http.token, --http-token),"
                  + " or listen on 127.0.0.1");
    }
    // Takes as long whatever is wrong with it.
    return MessageDigest.isEqual(token, bytes(shown(authorization)))
        ? null
        : Answer.text(401, "show the token: Authorization: Bearer TOKEN, or Basic USER:TOKEN");
  }

  private static String shown(String authorization) {
    if (authorization == null) {
      return "";
    }
    int blank = authorization.indexOf(' ');
    String kind = authorization.substring(0, Math.max(0, blank)).toLowerCase(Locale.ROOT);
    String rest = authorization.substring(blank + 1).strip();
    if (kind.equals("bearer")) {
      return rest;
    }
    if (kind.equals("basic")) {
      try {
        String pair = new String(Base64.getDecoder().decode(rest), StandardCharsets.UTF_8);
        return pair.substring(pair.indexOf(':') + 1);
      } catch (IllegalArgumentException e) {
        return "";
      }
    }
    return "";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
