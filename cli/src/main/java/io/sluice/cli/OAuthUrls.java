package io.sluice.cli;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kafka's OAUTHBEARER login asks URLs and reads files only when a system property lists them: a
 * guard for programs that run settings of strangers. Here they are the operator's own.
 */
final class OAuthUrls {
  private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.";

  private OAuthUrls() {}

  /** Lists what the settings of a client name, unless the operator made lists. */
  static void allow(Map<String, Object> client) {
    list(
        "urls",
        client,
        "sasl.oauthbearer.token.endpoint.url",
        "sasl.oauthbearer.jwks.endpoint.url");
    list(
        "files",
        client,
        "sasl.oauthbearer.assertion.file",
        "sasl.oauthbearer.assertion.private.key.file",
        "sasl.oauthbearer.assertion.template.file");
  }

  private static void list(String what, Map<String, Object> client, String... names) {
    String all =
        Stream.of(names)
            .map(client::get)
            .filter(v -> v != null && !v.toString().isBlank())
            .map(Object::toString)
            .collect(Collectors.joining(","));
    if (!all.isEmpty() && System.getProperty(ALLOWED + what) == null) {
      System.setProperty(ALLOWED + what, all);
    }
  }
}
