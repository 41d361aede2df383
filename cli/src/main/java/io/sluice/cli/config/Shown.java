package io.sluice.cli.config;

import io.sluice.cli.Placeholders;
import io.sluice.cli.config.ValueType.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A file as it is understood, written as YAML: with defaults, without secrets. */
final class Shown {
  private static final String HIDDEN = "***";
  private static final int WIDTH = 200;

  private final FileReader file;

  Shown(FileReader file) {
    this.file = file;
  }

  String text() {
    Map<String, Object> root = new LinkedHashMap<>();
    for (Key key : Keys.ALL) {
      if (!key.section().startsWith(Keys.SESSIONS)) {
        Object value = value(key, file.settings().get(key.path()));
        if (value != null) {
          inside(root, key.section()).put(key.name(), value);
        }
      }
    }
    Map<String, Object> sessions = new LinkedHashMap<>();
    file.sessions().forEach((name, own) -> sessions.put(name, session(own)));
    root.put(Keys.SESSIONS, sessions);
    root.put(Keys.KAFKA, client(file.kafka()));
    root.put(Keys.REGISTRY, client(file.registry()));
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(WIDTH).build();
    return new Dump(settings).dumpToString(root);
  }

  private static Map<String, Object> client(Map<String, Setting> settings) {
    Map<String, Object> shown = new LinkedHashMap<>();
    settings.forEach(
        (name, s) -> shown.put(name, hidden(s.first(), ClientSettings.isSecret(name))));
    return shown;
  }

  private static Map<String, Object> session(Map<String, Setting> own) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Key key : Keys.ALL) {
      Setting setting = own.get(key.name());
      if (key.section().startsWith(Keys.SESSIONS) && setting != null) {
        shown.put(key.name(), value(key, setting));
      }
    }
    return shown;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> inside(Map<String, Object> root, String section) {
    Map<String, Object> at = root;
    for (String name : section.isEmpty() ? new String[0] : section.split("\\.")) {
      at = (Map<String, Object>) at.computeIfAbsent(name, n -> new LinkedHashMap<String, Object>());
    }
    return at;
  }

  private static Object value(Key key, Setting setting) {
    if (setting == null) {
      return key.fallback().isEmpty() ? null : plain(key, key.fallback());
    }
    Shape shape = key.type().shape();
    List<String> values =
        setting.scalars().stream()
            .map(
                s ->
                    shape == Shape.STAGE || shape == Shape.STAGES
                        ? StageReader.shown(s)
                        : hidden(s, key.secret()))
            .toList();
    return shape == Shape.MANY || shape == Shape.STAGES ? values : plain(key, values.get(0));
  }

  /** Numbers and truths need no quotes. */
  private static Object plain(Key key, String text) {
    if (key.type() == ValueType.FLAG) {
      return Boolean.valueOf(text);
    }
    return text.matches("-?\\d{1,18}") && key.type().name().equals("number")
        ? (Object) Long.valueOf(text)
        : text;
  }

  /** A value as written; a secret only when that tells where it is kept, and a URL without one. */
  private static String hidden(Scalar scalar, boolean secret) {
    String written = scalar.written();
    return secret && !Placeholders.isReference(written)
        ? HIDDEN
        : written.replaceFirst("//[^/@]*@", "//" + HIDDEN + "@");
  }
}
