package io.sluice.cli.config;

import io.sluice.bgp.wire.Nearest;
import io.sluice.schemas.registry.RegistrySettings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/** Settings that clients of Kafka and of schema registries have, and which of them are secrets. */
final class ClientSettings {
  private static final int FEW = 3;
  private static final String CLIENT =
      "^((main\\.|restore\\.|global\\.)?consumer|producer|admin)\\.";
  private static final List<String> SECRETIVE = List.of("password", "secret", "token", "user.info");
  private static final Set<String> NAMES = new TreeSet<>();
  private static final Set<String> PASSWORDS = new TreeSet<>();

  static {
    for (ConfigDef def :
        new ConfigDef[] {
          AdminClientConfig.configDef(),
          ConsumerConfig.configDef(),
          ProducerConfig.configDef(),
          StreamsConfig.configDef()
        }) {
      def.configKeys()
          .forEach(
              (name, key) -> {
                NAMES.add(name);
                if (key.type == ConfigDef.Type.PASSWORD) {
                  PASSWORDS.add(name);
                }
              });
    }
  }

  private ClientSettings() {}

  /**
   * What is wrong with the name of a setting; {@code null} for nothing. Kafka's clients take any
   * name, for interceptors and callbacks have settings of their own: there, only what looks like a
   * misspelling is doubted.
   */
  static String fault(String section, String name) {
    if (section.equals(Keys.REGISTRY)) {
      Set<String> known = RegistrySettings.names();
      return known.contains(name)
          ? null
          : "unknown key; the nearest known key is " + Nearest.of(name, known);
    }
    if (NAMES.contains(name) || NAMES.contains(name.replaceFirst(CLIENT, ""))) {
      return null;
    }
    String nearest = Nearest.of(name, NAMES);
    return Nearest.distance(name, nearest) <= FEW
        ? "no client of Kafka knows it; the nearest that one knows is " + nearest
        : null;
  }

  /** Whether a value is not to be shown. */
  static boolean isSecret(String name) {
    if (NAMES.contains(name)) {
      return PASSWORDS.contains(name);
    }
    // One of a plug-in's, or with a client's name in front.
    String lower = name.toLowerCase(Locale.ROOT);
    return PASSWORDS.stream().anyMatch(lower::endsWith)
        || SECRETIVE.stream().anyMatch(lower::contains);
  }
}
