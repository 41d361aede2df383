package io.sluice.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * What a request is answered with.
 *
 * @param status HTTP status
 * @param type media type of the body
 * @param body the body
 */
public record Answer(int status, String type, byte[] body) {

  /** Lines of text. */
  public static Answer text(int status, String text) {
    return new Answer(
        status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** JSON. */
  public static Answer json(int status, JsonNode json) {
    return new Answer(
        status,
        "application/json",
        (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
