package io.sluice.cli;

import io.sluice.schemas.registry.RegistrySettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Where the schema registry is. */
public final class RegistryOptions {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryOptions.class);

  @Option(
      names = "--registry",
      paramLabel = "string",
      description = "schema registry to use, http://HOST:PORT (default: the topic bgp.schemas)")
  String url;

  @Option(
      names = "--registry-config",
      paramLabel = "string",
      description = "properties file with settings for the schema registry, as Confluent's clients")
  Path file;

  private Map<String, Object> configured = Map.of();

  /** Takes the settings that a file has. */
  public void configure(Map<String, Object> settings) {
    configured = Map.copyOf(settings);
  }

  /** Whether one is named; else the schemas are kept in a topic. */
  public boolean named() {
    return url != null || file != null || !configured.isEmpty();
  }

  /**
   * How it is reached; null when none is named.
   *
   * @throws OperatorException if that cannot be
   */
  public RegistrySettings settings() {
    if (!named()) {
      return null;
    }
    Map<String, Object> all = new HashMap<>(configured);
    if (file != null) {
      all.putAll(PropertiesFile.read("--registry-config", file));
    }
    if (url != null) {
      all.put(RegistrySettings.URL, url);
    }
    return settings(
        all,
        file != null
            ? "--registry-config " + file
            : url != null ? "--registry " + url : "the schema registry");
  }

  /**
   * The same from a map.
   *
   * @param from what an error is to name
   */
  public static RegistrySettings settings(Map<String, Object> all, String from) {
    try {
      RegistrySettings settings = RegistrySettings.of(all);
      for (String name : settings.unknown()) {
        LOG.warn("{}: {} is not known here and changes nothing", from, name);
      }
      return settings;
    } catch (IllegalArgumentException e) {
      throw new OperatorException(from + ": " + e.getMessage(), e);
    }
  }
}
