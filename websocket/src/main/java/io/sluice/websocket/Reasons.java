package io.sluice.websocket;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** What went wrong, in words for an operator. */
final class Reasons {
  private static final int UNAUTHORIZED = 401;
  private static final int LONGEST = 300;

  private Reasons() {}

  static boolean isProtocolError(Throwable cause) {
    return cause instanceof CorruptedWebSocketFrameException;
  }

  static boolean isTooLong(Throwable cause) {
    return cause instanceof CorruptedWebSocketFrameException corrupted
        && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
  }

  static String of(Throwable cause) {
    if (cause instanceof WebSocketClientHandshakeException refused) {
      return refused(refused);
    }
    SSLException tls = null;
    Throwable deepest = cause;
    for (Throwable at = cause; at != null; at = at.getCause()) {
      deepest = at;
      if (at instanceof SSLException ssl && tls == null) {
        tls = ssl;
      }
      if (at instanceof CertificateException) {
        break;
      }
    }
    if (tls instanceof NotSslRecordException) {
      // Its message has what came instead in it, passwords too.
      return "TLS fails: what came is not TLS";
    }
    if (tls != null) {
      boolean untrusted =
          deepest instanceof CertificateException
              || String.valueOf(tls.getMessage()).contains("PKIX")
              || String.valueOf(deepest.getMessage()).contains("certification path");
      return (untrusted ? "its certificate is not trusted: " : "TLS fails: ") + text(deepest);
    }
    return text(cause instanceof ConnectException ? cause : deepest);
  }

  private static String refused(WebSocketClientHandshakeException refused) {
    HttpResponse answer = refused.response();
    if (answer == null) {
      return text(refused);
    }
    int code = answer.status().code();
    String location = answer.headers().get("Location");
    return "the server answers "
        + answer.status()
        + (code == UNAUTHORIZED ? ": it wants a user and password, or others" : "")
        + (location == null ? "" : ", and points to " + location);
  }

  private static String text(Throwable cause) {
    String words =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return words.length() > LONGEST ? words.substring(0, LONGEST) + " .." : words;
  }
}
