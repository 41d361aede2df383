package io.sluice.bgp.conformance;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lines of JSON, made comparable. */
final class Lines {
  private Lines() {}

  /** A line with the keys of its tags in order: bgpipe prints them in any. */
  static String withSortedTags(String line) {
    int meta = line.lastIndexOf(",{");
    String tags = line.substring(meta + 2, line.length() - 2);
    Map<String, String> sorted =
        Arrays.stream(tags.split(",(?=\")"))
            .filter(tag -> !tag.isEmpty())
            .collect(
                Collectors.toMap(
                    tag -> tag.substring(0, tag.indexOf("\":")),
                    tag -> tag,
                    (a, b) -> b,
                    TreeMap::new));
    return line.substring(0, meta) + ",{" + String.join(",", sorted.values()) + "}]";
  }
}
