package io.sluice.cli.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;

/**
 * Says who may ask: who has the token, as a bearer's or as the password of any user; or one user
 * alone.
 */
final class Guard {
  private final byte[] wanted;
  private final boolean oneUser;
  private final boolean local;

  private Guard(String wanted, boolean oneUser, InetAddress address) {
    this.wanted = wanted == null ? null : bytes(wanted);
    this.oneUser = oneUser;
    this.local = address.isLoopbackAddress();
  }

  /**
   * @param token the token; {@code null} for none
   * @param address where the port listens
   */
  static Guard ofToken(String token, InetAddress address) {
    return new Guard(token, false, address);
  }

  /**
   * @param pair name and password, with a colon between
   * @param address where the port listens
   */
  static Guard ofUser(String pair, InetAddress address) {
    return new Guard(pair, true, address);
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
    if (wanted == null) {
      return access == Access.READ || local
          ? null
          : Answer.text(
              403,
              "others than this machine reach this port: set a token (http.token, --http-token),"
                  + " or listen on 127.0.0.1");
    }
    // Takes as long whatever is wrong with it.
    return MessageDigest.isEqual(wanted, bytes(shown(authorization)))
        ? null
        : Answer.text(
            401,
            oneUser
                ? "show the user and the password: Authorization: Basic"
                : "show the token: Authorization: Bearer TOKEN, or Basic USER:TOKEN");
  }

  private String shown(String authorization) {
    if (authorization == null) {
      return "";
    }
    int blank = authorization.indexOf(' ');
    String kind = authorization.substring(0, Math.max(0, blank)).toLowerCase(Locale.ROOT);
    String rest = authorization.substring(blank + 1).strip();
    if (kind.equals("bearer") && !oneUser) {
      return rest;
    }
    if (kind.equals("basic")) {
      try {
        String pair = new String(Base64.getDecoder().decode(rest), StandardCharsets.UTF_8);
        return oneUser ? pair : pair.substring(pair.indexOf(':') + 1);
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
