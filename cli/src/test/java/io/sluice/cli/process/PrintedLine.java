package io.sluice.cli.process;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of bgpipe's JSON, taken apart as far as two of them are compared: the first five elements
 * are to be the same to the octet, the tags as a set.
 *
 * @param data direction, number, time, type and data, as written
 * @param tags by name
 */
record PrintedLine(String data, Map<String, String> tags) {
  private static final Pattern TAG =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern TIME = Pattern.compile("^(\\[\"[LR]\",-?\\d+,\")[^\"]*");

  static PrintedLine of(String line) {
    int meta = line.lastIndexOf(",{");
    Map<String, String> tags = new TreeMap<>();
    Matcher tag = TAG.matcher(line.substring(meta));
    while (tag.find()) {
      tags.put(tag.group(1), tag.group(2));
    }
    return new PrintedLine(line.substring(0, meta), tags);
  }

  /** The same at the beginning of time, where the time of the run would stand. */
  PrintedLine timeless() {
    return new PrintedLine(TIME.matcher(data).replaceFirst("$11970-01-01T00:00:00.000"), tags);
  }

  long number() {
    int from = data.indexOf(',') + 1;
    return Long.parseLong(data.substring(from, data.indexOf(',', from)));
  }
}
