package io.sluice.cli.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A key with what stands behind it.
 *
 * @param path path of the key, with dots
 * @param key its row of the table; {@code null} for a setting of Kafka's clients
 * @param scalars its values
 */
record Setting(String path, Key key, List<Scalar> scalars) {

  Setting {
    scalars = List.copyOf(scalars);
  }

  /** The first value. */
  Scalar first() {
    return scalars.get(0);
  }

  /** The values of settings of clients, by name. */
  static Map<String, Object> values(Map<String, Setting> settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    settings.forEach((name, setting) -> values.put(name, setting.first().value()));
    return values;
  }

  /** All values, as an option takes them. */
  String joined() {
    return scalars.stream().map(Scalar::value).collect(Collectors.joining(","));
  }
}
