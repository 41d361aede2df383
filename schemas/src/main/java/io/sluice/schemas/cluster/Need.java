package io.sluice.schemas.cluster;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Something that a part has to be allowed to do.
 *
 * @param type kind of what it is done to: a topic, a group or a transactional id
 * @param name its full name, or how the name begins
 * @param prefixed whether the name is only how it begins
 * @param operations what is done; Describe comes with Read and Write
 */
public record Need(ResourceType type, String name, boolean prefixed, Set<AclOperation> operations) {

  public Need {
    operations = Set.copyOf(operations);
  }

  static Need topic(String name, AclOperation first, AclOperation... more) {
    return new Need(ResourceType.TOPIC, name, false, EnumSet.of(first, more));
  }

  /** The same for some of the operations only. */
  Need only(Set<AclOperation> some) {
    return new Need(type, name, prefixed, some);
  }

  /** What of it is not among operations that are allowed. */
  Set<AclOperation> without(Set<AclOperation> allowed) {
    return operations.stream().filter(o -> !allowed.contains(o)).collect(Collectors.toSet());
  }

  /** As in "Read, Write on topic bgp.audit". */
  @Override
  public String toString() {
    String what = type.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return new TreeSet<>(operations)
            .stream().map(KafkaTools::word).collect(Collectors.joining(", "))
        + " on "
        + what
        + " "
        + name
        + (prefixed ? "*" : "");
  }
}
