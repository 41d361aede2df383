package io.sluice.schemas.cluster;

import java.util.List;
import java.util.Locale;

/**
 * What a failed TLS handshake means. The JDK tells it in words only, and what the other end objects
 * to as the name of an alert (RFC 8446, section 6.2).
 */
public final class TlsTrouble {
  static final String NO_TLS =
      " does not speak TLS on this port: name the port that does, or set security.protocol to"
          + " PLAINTEXT or SASL_PLAINTEXT";

  private TlsTrouble() {}

  /**
   * Explains a handshake by the messages of its failure; begins with a space or a colon, to stand
   * behind what names the other end.
   *
   * @param chain the failure and its causes
   */
  public static String explain(List<? extends Throwable> chain) {
    StringBuilder all = new StringBuilder();
    String last = "";
    for (Throwable e : chain) {
      if (e.getMessage() != null) {
        last = ClientFault.oneLine(e.getMessage());
        all.append(last).append('\n');
      }
    }
    String said = all.toString().toLowerCase(Locale.ROOT);
    return advice(said) + " (" + last + ")";
  }

  private static String advice(String said) {
    if (said.contains("unrecognized ssl message") || said.contains("not an ssl/tls record")) {
      return NO_TLS;
    }
    if (said.contains("subject alternative") || said.contains("no name matching")) {
      return " has a certificate for another host name: use a name that it holds, or have it made"
          + " for this one; an empty ssl.endpoint.identification.algorithm does without";
    }
    if (said.contains("expired") || said.contains("notafter") || said.contains("not yet valid")) {
      return " has a certificate that is not valid at this time: renew it, or mend a clock";
    }
    if (said.contains("path building")
        || said.contains("certification path")
        || said.contains("trust anchor")
        || said.contains("path validation")) {
      return " has a certificate of an unknown CA: put that CA into ssl.truststore.location";
    }
    if (said.contains("fatal alert: certificate_required")
        || said.contains("fatal alert: bad_certificate")
        || said.contains("fatal alert: handshake_failure")) {
      return " wants a certificate of this client: set ssl.keystore.location to one of a CA that"
          + " it trusts";
    }
    if (said.contains("fatal alert: certificate_unknown")
        || said.contains("fatal alert: unknown_ca")
        || said.contains("fatal alert: certificate_expired")) {
      return " does not accept the certificate of this client: ssl.keystore.location must hold one"
          + " of a CA that it trusts, still valid";
    }
    if (said.contains("protocol_version") || said.contains("protocol is disabled")) {
      return " speaks another version of TLS: see ssl.enabled.protocols";
    }
    return ": TLS failed; see the ssl.* settings";
  }
}
