package io.sluice.cli.config;

import io.sluice.cli.OperatorException;
import io.sluice.cli.Placeholders;
import io.sluice.cli.config.ValueType.Shape;
import io.sluice.schemas.registry.RegistrySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Compares a file with the table of keys: which keys there are, and whether each value may be. */
final class FileReader {
  private final Map<String, String> environment;
  private final Use use;
  private final Findings findings;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Map<String, Map<String, Setting>> sessions = new LinkedHashMap<>();
  private final Map<String, Setting> kafka = new LinkedHashMap<>();
  private final Map<String, Setting> registry = new LinkedHashMap<>();
  private Node registryPlace;

  /**
   * @param environment where placeholders are looked up
   * @param findings told of what is wrong
   */
  FileReader(Map<String, String> environment, Use use, Findings findings) {
    this.environment = environment;
    this.use = use;
    this.findings = findings;
  }

  /** Settings outside sessions and Kafka, by path. */
  Map<String, Setting> settings() {
    return settings;
  }

  /** Settings of sessions, by the session's name and their own. */
  Map<String, Map<String, Setting>> sessions() {
    return sessions;
  }

  /** Settings of Kafka's clients, by name. */
  Map<String, Setting> kafka() {
    return kafka;
  }

  /** Settings of the client of a schema registry, by name. */
  Map<String, Setting> registry() {
    return registry;
  }

  /** Reads a whole file. */
  void read(String text) {
    MappingNode root = YamlText.mapping(text, findings);
    if (root != null) {
      section("", "", root, settings);
      checkRegistry();
    }
  }

  /** What its values are together. */
  private void checkRegistry() {
    boolean open = registry.values().stream().anyMatch(s -> Placeholders.in(s.first().value()));
    if (registry.isEmpty() || open) {
      return;
    }
    try {
      RegistrySettings.of(Setting.values(registry));
    } catch (IllegalArgumentException e) {
      findings.error(registryPlace, Keys.REGISTRY + ": " + e.getMessage());
    }
  }

  private void section(String section, String shown, MappingNode node, Map<String, Setting> into) {
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      Node at = tuple.getKeyNode();
      String name = name(at, shown, lines);
      if (name == null) {
        continue;
      }
      String path = shown.isEmpty() ? name : shown + "." + name;
      Node value = tuple.getValueNode();
      Key key = Keys.find(section, name);
      if (key != null) {
        List<Scalar> scalars = values(path, key, value);
        if (!scalars.isEmpty()) {
          into.put(
              section.startsWith(Keys.SESSIONS) ? name : path, new Setting(path, key, scalars));
        }
      } else if (section.isEmpty() && name.equals(Keys.SESSIONS)) {
        sessions(value);
      } else if (section.isEmpty() && name.equals(Keys.KAFKA)) {
        verbatim(name, value, kafka);
      } else if (section.isEmpty() && name.equals(Keys.REGISTRY)) {
        verbatim(name, value, registry);
        registryPlace = at;
      } else if (Keys.isSection(path) && path.equals(key(section, name))) {
        MappingNode inner = mapping(path, value);
        if (inner != null) {
          section(path, path, inner, into);
        }
      } else {
        findings.error(at, UnknownKey.message(section, name, path));
      }
    }
  }

  private static String key(String section, String name) {
    return section.isEmpty() ? name : section + "." + name;
  }

  /** The name of a key; {@code null} when it is none, or has been there before. */
  private String name(Node at, String section, Map<String, Integer> lines) {
    if (!(at instanceof ScalarNode scalar)) {
      findings.error(at, YamlText.kind(at) + " stands where a key is wanted");
      return null;
    }
    String name = scalar.getValue();
    Integer before = lines.putIfAbsent(name, Findings.line(at.getStartMark()));
    if (before != null) {
      String path = section.isEmpty() ? name : section + "." + name;
      findings.error(at, path + " stands here a second time; it is in line " + before + " already");
      return null;
    }
    return name;
  }

  private MappingNode mapping(String path, Node value) {
    if (value instanceof MappingNode mapping) {
      return mapping;
    }
    if (!YamlText.isNothing(value)) {
      findings.error(
          value, path + ": " + YamlText.kind(value) + " stands here; a mapping of keys is wanted");
    }
    return null;
  }

  private void sessions(Node value) {
    MappingNode all = mapping(Keys.SESSIONS, value);
    if (all == null) {
      return;
    }
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple tuple : all.getValue()) {
      String name = name(tuple.getKeyNode(), Keys.SESSIONS, lines);
      if (name == null) {
        continue;
      }
      String path = Keys.SESSIONS + "." + name;
      if (name.isEmpty() || name.length() > 249) {
        findings.error(tuple.getKeyNode(), path + ": a session's name has 1 to 249 characters");
      }
      Map<String, Setting> own = new LinkedHashMap<>();
      MappingNode node = mapping(path, tuple.getValueNode());
      if (node != null) {
        section(Keys.SESSIONS + ".*", path, node, own);
      }
      for (String end : List.of("left", "right")) {
        boolean there =
            node != null && node.getValue().stream().anyMatch(t -> isNamed(t.getKeyNode(), end));
        if (!there) {
          findings.error(tuple.getKeyNode(), path + " has no " + end + ": say which end is there");
        }
      }
      sessions.put(name, own);
    }
  }

  private static boolean isNamed(Node node, String name) {
    return node instanceof ScalarNode scalar && scalar.getValue().equals(name);
  }

  /** A mapping whose keys are settings of a client: they are handed on as they are. */
  private void verbatim(String section, Node value, Map<String, Setting> into) {
    MappingNode all = mapping(section, value);
    if (all == null) {
      return;
    }
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple tuple : all.getValue()) {
      String name = name(tuple.getKeyNode(), section, lines);
      if (name == null) {
        continue;
      }
      String path = section + "." + name;
      String fault = ClientSettings.fault(section, name);
      if (fault != null) {
        findings.add(tuple.getKeyNode(), path + ": " + fault, section.equals(Keys.KAFKA));
      }
      if (tuple.getValueNode() instanceof ScalarNode node && !YamlText.isNothing(node)) {
        into.put(name, new Setting(path, null, List.of(scalar(path, section, node))));
      } else {
        findings.error(
            tuple.getValueNode(),
            path
                + ": "
                + YamlText.kind(tuple.getValueNode())
                + " stands here; one value is wanted, behind the setting's whole name, as in"
                + " ssl.truststore.location: /etc/kafka/ca.pem");
      }
    }
  }

  private List<Scalar> values(String path, Key key, Node value) {
    Shape shape = key.type().shape();
    List<Scalar> scalars = new ArrayList<>();
    if (value instanceof ScalarNode one && !YamlText.isNothing(one)) {
      scalars.add(checked(path, key, one));
    } else if (value instanceof SequenceNode list
        && (shape == Shape.MANY || shape == Shape.STAGES)) {
      for (Node item : list.getValue()) {
        if (item instanceof ScalarNode one && !YamlText.isNothing(one)) {
          scalars.add(checked(path, key, one));
        } else {
          findings.error(
              item, path + ": " + YamlText.kind(item) + " stands in the list; text is wanted");
        }
      }
    } else {
      findings.error(
          value,
          path + ": " + YamlText.kind(value) + " stands here; wanted is: " + key.type().name());
    }
    return scalars;
  }

  private Scalar checked(String path, Key key, ScalarNode node) {
    boolean later =
        key.secret() || key.type().shape() == Shape.STAGE || key.type().shape() == Shape.STAGES;
    Scalar scalar = later ? plain(node) : scalar(path, key.section(), node);
    if (key.secret()) {
      // Read when it is used; whether it is there is to be known now.
      scalar(path, key.section(), node);
    }
    boolean known = later || !Placeholders.in(scalar.value());
    String fault = known ? key.type().fault(scalar.value()) : null;
    if (fault != null) {
      findings.error(
          scalar, path + ": " + (key.secret() ? "" : "'" + scalar.written() + "': ") + fault);
    }
    return scalar;
  }

  private static Scalar plain(ScalarNode node) {
    return new Scalar(
        node.getValue(),
        node.getValue(),
        Findings.line(node.getStartMark()),
        Findings.column(node.getStartMark()));
  }

  /** A value with its placeholders filled, if this use of the file needs it. */
  private Scalar scalar(String path, String section, ScalarNode node) {
    Scalar plain = plain(node);
    if (!use.reads(section)) {
      return plain;
    }
    try {
      String value = Placeholders.resolve(plain.written(), environment);
      return new Scalar(plain.written(), value, plain.line(), plain.column());
    } catch (OperatorException e) {
      String message = path + ": " + e.getMessage();
      if (use == Use.CHECK) {
        findings.warning(plain, message);
      } else {
        findings.error(plain, message);
      }
      return plain;
    }
  }
}
