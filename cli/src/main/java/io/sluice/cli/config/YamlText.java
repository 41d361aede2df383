package io.sluice.cli.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML 1.2 as nodes that know their lines. */
final class YamlText {
  private static final int LONGEST = 64 << 20;

  /** Where a fault is that is of no place. */
  private static final Scalar WHOLE = new Scalar("", "", 1, 1);

  private YamlText() {}

  /**
   * The mapping that a text is.
   *
   * @return {@code null} when it is none, which is then among the findings, or empty
   */
  static MappingNode mapping(String text, Findings findings) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(LONGEST).setAllowNonScalarKeys(true).build();
    try {
      Node node = new Compose(settings).composeString(text).orElse(null);
      if (node instanceof MappingNode mapping) {
        return mapping;
      }
      if (node != null && !isNothing(node)) {
        findings.error(node, "the file holds " + kind(node) + "; a mapping of keys is wanted");
      }
    } catch (MarkedYamlEngineException e) {
      String problem = e.getProblem();
      findings.error(
          e.getProblemMark().or(e::getContextMark),
          "this is no YAML: "
              + (e.getContext() == null ? "" : e.getContext() + ", ")
              + problem
              + (problem.contains("'@'") || problem.contains("'`'") || problem.contains("'%'")
                  ? "; put the value in quotes"
                  : ""));
    } catch (ReaderException e) {
      String before = text.substring(0, Math.min(e.getPosition(), text.length()));
      findings.error(
          new Scalar("", "", 1 + (int) before.chars().filter(c -> c == '\n').count(), 1),
          "this is no YAML: a character that may not be in it, U+"
              + String.format("%04X", e.getCodePoint()));
    } catch (YamlEngineException e) {
      findings.error(WHOLE, "this is no YAML: " + e.getMessage());
    } catch (StackOverflowError e) {
      findings.error(WHOLE, "this is no YAML to work with: it is nested too deeply");
    }
    return null;
  }

  static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  /** What a node is, in words. */
  static String kind(Node node) {
    if (isNothing(node)) {
      return "nothing";
    }
    return node.getNodeType() == NodeType.MAPPING
        ? "a mapping of keys"
        : node.getNodeType() == NodeType.SEQUENCE ? "a list" : "one value";
  }
}
