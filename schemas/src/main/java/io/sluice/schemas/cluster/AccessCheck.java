package io.sluice.schemas.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Asks the cluster what this client is allowed, before anything depends on it. Brokers tell what is
 * allowed on topics and groups that are there; of others only whether they may be seen.
 */
public final class AccessCheck {
  private static final int LOOKS = 100;
  private static final long PAUSE_MILLIS = 100;

  private final Admin admin;

  public AccessCheck(Admin admin) {
    this.admin = admin;
  }

  /**
   * What is known to be there, and known to be denied.
   *
   * @param missing topics that are not there, by full name
   * @param denied what is needed and not allowed, without what is allowed
   */
  public record Answer(Set<String> missing, List<Need> denied) {}

  /**
   * Compares what is needed with what is allowed.
   *
   * @throws KafkaException if the cluster does not answer
   */
  public Answer look(List<Need> needs) {
    Set<String> missing = new HashSet<>();
    List<Need> denied = new ArrayList<>();
    List<String> names = names(needs, ResourceType.TOPIC);
    Map<String, KafkaFuture<TopicDescription>> topics =
        admin
            .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    for (Need need : needs) {
      Set<AclOperation> lacking =
          switch (need.type()) {
            case TOPIC -> topic(need, topics.get(need.name()), missing);
            case GROUP -> group(need);
            default -> transactionalId(need);
          };
      if (!lacking.isEmpty()) {
        denied.add(need.only(lacking));
      }
    }
    return new Answer(missing, denied);
  }

  /**
   * The same, when some topics are known to be there: a broker that has not heard of them yet,
   * since another one created them, is given the time to.
   *
   * @param there full names of topics that are there
   */
  public Answer look(List<Need> needs, Set<String> there) {
    Answer answer = look(needs);
    for (int i = 0; i < LOOKS && !Collections.disjoint(answer.missing(), there); i++) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException("interrupted", e);
      }
      answer = look(needs);
    }
    return answer;
  }

  private static List<String> names(List<Need> needs, ResourceType type) {
    return needs.stream().filter(n -> n.type() == type).map(Need::name).toList();
  }

  private static Set<AclOperation> topic(
      Need need, KafkaFuture<TopicDescription> asked, Set<String> missing) {
    try {
      return lacking(need, get(asked).authorizedOperations());
    } catch (AuthorizationException e) {
      return need.operations();
    } catch (UnknownTopicOrPartitionException e) {
      missing.add(need.name());
      return Set.of();
    }
  }

  private Set<AclOperation> group(Need need) {
    String name = need.name();
    try {
      return lacking(
          need,
          get(admin
                  .describeConsumerGroups(
                      List.of(name),
                      new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                  .describedGroups()
                  .get(name))
              .authorizedOperations());
    } catch (AuthorizationException e) {
      return need.operations();
    } catch (GroupIdNotFoundException e) {
      // It may be seen; and there is none yet, or it is one of another protocol (KIP-1071).
      return Set.of();
    }
  }

  private Set<AclOperation> transactionalId(Need need) {
    try {
      get(admin.describeTransactions(List.of(need.name())).description(need.name()));
      return Set.of();
    } catch (AuthorizationException e) {
      return need.operations();
    } catch (TransactionalIdNotFoundException e) {
      return Set.of();
    }
  }

  private static Set<AclOperation> lacking(Need need, Set<AclOperation> allowed) {
    return allowed == null ? Set.of() : need.without(allowed);
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
