package io.sluice.cli.secure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;

/** The commands of kafka-acls.sh in a text, as what they do. */
final class DocumentedAcls {
  private static final Pattern COMMAND =
      Pattern.compile(
          "kafka-acls\\.sh --bootstrap-server \\S+ --add --allow-principal '([^']+)'(.*)");
  private static final Pattern OPERATION = Pattern.compile(" --operation (\\S+)");
  private static final Pattern RESOURCE =
      Pattern.compile(
          " --(topic|group|transactional-id) (\\S+)( --resource-pattern-type prefixed)?");
  private static final Map<String, ResourceType> TYPES =
      Map.of(
          "topic", ResourceType.TOPIC,
          "group", ResourceType.GROUP,
          "transactional-id", ResourceType.TRANSACTIONAL_ID);

  private DocumentedAcls() {}

  static List<AclBinding> of(String text) {
    List<AclBinding> all = new ArrayList<>();
    Matcher command = COMMAND.matcher(text);
    while (command.find()) {
      Matcher resource = RESOURCE.matcher(command.group(2));
      if (!resource.find()) {
        throw new AssertionError(command.group());
      }
      ResourcePattern pattern =
          new ResourcePattern(
              TYPES.get(resource.group(1)),
              resource.group(2),
              resource.group(3) == null ? PatternType.LITERAL : PatternType.PREFIXED);
      Matcher operation = OPERATION.matcher(command.group(2));
      while (operation.find()) {
        AclOperation what =
            AclOperation.fromString(
                operation
                    .group(1)
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                    .toUpperCase(java.util.Locale.ROOT));
        all.add(
            new AclBinding(
                pattern,
                new AccessControlEntry(command.group(1), "*", what, AclPermissionType.ALLOW)));
      }
    }
    return all;
  }

  /** Waits until the broker has so many ACLs in force. */
  static void await(Admin admin, int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> admin.describeAcls(AclBindingFilter.ANY).values().get().size() == count);
  }
}
