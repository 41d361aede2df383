package io.sluice.schemas;

import java.util.regex.Pattern;

/**
 * The names of the topics of one tenant.
 *
 * @param prefix stands in front of every name; empty for none
 */
public record Topics(String prefix) {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{0,200}");

  public Topics {
    if (!LEGAL.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix '" + prefix + "': only letters, digits, '.', '_' and '-', at most 200");
    }
  }

  /** The full name of a topic. */
  public String name(Topic topic) {
    return prefix + topic.baseName();
  }

  /** The subject of its values at the registry. */
  public String subject(Topic topic) {
    return name(topic) + "-value";
  }

  /** The application id of the judges of this tenant, which is also their consumer group. */
  public String judgeGroup() {
    return prefix + "sluice-judge";
  }

  /** How the groups and transactional ids begin that keep the positions of loads. */
  public String loadGroups() {
    return prefix + "bgp.load-";
  }
}
