package io.sluice.cli.config;

import io.sluice.schemas.registry.RegistrySettings;
import java.util.Set;
import java.util.stream.Collectors;

/** All keys, as Markdown: the page in the documentation is made of it. */
public final class Reference {
  private Reference() {}

  /** The tables. */
  public static String text() {
    StringBuilder b = new StringBuilder();
    for (String[] section : Keys.SECTIONS) {
      String title = section[0].isEmpty() ? section[1] : section[1] + " (`" + section[0] + "`)";
      b.append("### ").append(title).append("\n\n");
      b.append("| key | value | default | example | what for |\n|---|---|---|---|---|\n");
      for (Key key : Keys.ALL) {
        if (key.section().equals(section[0])) {
          b.append(row(key));
        }
      }
      b.append('\n');
    }
    return b.append(
            """
            ### Kafka (`kafka`)

            Each key is a setting of Kafka's clients by its whole name, and goes to all of them as it is. `bootstrap.servers`
            names the cluster. A name that no client knows, and that looks like one they know, is warned of.
            [security.md](security.md) has examples.

            ### The schema registry (`registry`)

            Each key is a setting of Confluent's clients by its whole name; `schema.registry.url` says where the registry is.
            Without any, the schemas are kept in the topic `bgp.schemas`.

            """)
        .append("`")
        .append(registryNames())
        .append("`\n")
        .toString();
  }

  private static String row(Key key) {
    return "| `"
        + key.name()
        + "`"
        + (key.live() ? " *" : "")
        + " | "
        + key.type().name()
        + " | "
        + (key.fallback().isEmpty() ? "" : "`" + key.fallback() + "`")
        + " | `"
        + key.example()
        + "` | "
        + key.purpose()
        + (key.option().isEmpty() ? "" : " (`" + key.option() + "`)")
        + " |\n";
  }

  /** Each once: those that may stand without "schema.registry." in front, without it. */
  private static String registryNames() {
    Set<String> names = RegistrySettings.names();
    return names.stream()
        .filter(
            name ->
                !names.contains(name.replaceFirst("^schema\\.registry\\.", ""))
                    || !name.startsWith("schema.registry."))
        .collect(Collectors.joining("`, `"));
  }
}
