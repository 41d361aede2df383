package io.sluice.proxy;

import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that one proxy process is set up with.
 *
 * @param name its name, unique among the proxies of a tenant: it says which partition of the
 *     verdict topic is read
 * @param kafka settings handed to the Kafka clients as they are; bootstrap.servers among them
 * @param topics the names of the topics, which must exist
 * @param schemas ids of the schemas at the registry
 * @param limits what bounds it
 * @param spoolDir folder for what could not be published; of this proxy alone
 * @param eventLoops threads that carry the connections; 1 or 2 is right on most machines
 */
public record ProxyConfig(
    String name,
    Map<String, Object> kafka,
    Topics topics,
    SchemaIds schemas,
    Limits limits,
    Path spoolDir,
    int eventLoops) {

  public ProxyConfig {
    Objects.requireNonNull(topics, "topics");
    Objects.requireNonNull(schemas, "schemas");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(spoolDir, "spoolDir");
    kafka = Map.copyOf(kafka);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the proxy needs a name");
    }
    if (eventLoops < 1) {
      throw new IllegalArgumentException("eventLoops " + eventLoops + ": at least 1 is wanted");
    }
  }
}
