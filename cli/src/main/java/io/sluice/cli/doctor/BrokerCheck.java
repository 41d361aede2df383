package io.sluice.cli.doctor;

import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.cluster.Reachability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.utils.Utils;

/**
 * Whether each server of bootstrap.servers answers this user, with TLS and whatever else it asks
 * for, and then whether each broker does, at the address that it tells clients to use.
 */
final class BrokerCheck {
  private static final String SERVERS = "bootstrap.servers";

  private final Patient patient;

  BrokerCheck(Patient patient) {
    this.patient = patient;
  }

  /** What one address came to: brokers, or why not. */
  private record Answer(List<Node> brokers, Exception failure) {}

  List<Finding> look() {
    if (patient.hasNoBrokerYet()) {
      return List.of(
          Finding.unchecked(
              "the run begins a broker of its own, in " + patient.plan().data().path()));
    }
    Map<String, Object> client = patient.client();
    BrokerTalk talk = new BrokerTalk(client);
    List<String> servers = List.of(client.get(SERVERS).toString().split("\\s*,\\s*"));
    Map<String, Answer> bootstrap = ask(talk, servers);
    List<Finding> findings = new ArrayList<>();
    Map<Integer, Node> brokers = new TreeMap<>();
    bootstrap.forEach(
        (server, answer) -> {
          if (answer.failure() != null) {
            findings.add(failed(server, answer.failure(), servers.size() > 1));
          } else {
            answer.brokers().forEach(node -> brokers.put(node.id(), node));
          }
        });
    Map<String, Node> advertised = new LinkedHashMap<>();
    for (Node node : brokers.values()) {
      String at = node.host() + ":" + node.port();
      if (!bootstrap.containsKey(at)) {
        advertised.put(at, node);
      }
    }
    ask(talk, List.copyOf(advertised.keySet()))
        .forEach(
            (at, answer) -> {
              if (answer.failure() != null) {
                findings.add(
                    Finding.fail(
                        "broker "
                            + advertised.get(at).id()
                            + " tells clients to come to "
                            + at
                            + ", and that does not work: "
                            + why(at, answer.failure()),
                        "advertised.listeners of that broker: an address that this machine"
                            + " reaches"));
              }
            });
    boolean none = brokers.isEmpty();
    if (findings.isEmpty() || !none && findings.stream().allMatch(f -> f.level() == Level.WARN)) {
      findings.add(
          Finding.ok(
              (brokers.size() == 1 ? "1 broker answers" : brokers.size() + " brokers answer")
                  + " at "
                  + String.join(
                      ", ",
                      brokers.values().stream().map(n -> n.host() + ":" + n.port()).toList())));
    }
    return findings;
  }

  private static Map<String, Answer> ask(BrokerTalk talk, List<String> servers) {
    Map<String, CompletableFuture<Answer>> asked = new LinkedHashMap<>();
    for (String server : servers) {
      asked.put(server, CompletableFuture.supplyAsync(() -> answer(talk, server)));
    }
    Map<String, Answer> answers = new LinkedHashMap<>();
    asked.forEach((server, future) -> answers.put(server, future.join()));
    return answers;
  }

  private static Answer answer(BrokerTalk talk, String server) {
    try {
      String host = Utils.getHost(server);
      Integer port = Utils.getPort(server);
      if (host == null || port == null) {
        throw new IOException("'" + server + "' is not HOST:PORT");
      }
      return new Answer(talk.brokers(host, port), null);
    } catch (IOException | KafkaException | CompletionException e) {
      return new Answer(List.of(), e);
    }
  }

  /** A server of several that is away is passed over by clients. */
  private Finding failed(String server, Exception failure, boolean several) {
    String why = why(server, failure);
    boolean away = failure instanceof IOException;
    return several && away
        ? Finding.warn(why, "mend it, or leave it out of " + SERVERS)
        : Finding.fail(
            why, away ? "start the broker, or have " + SERVERS + " name one that runs" : "");
  }

  private String why(String server, Exception failure) {
    Map<String, Object> only = new HashMap<>(patient.client());
    only.put(SERVERS, server);
    if (failure instanceof BrokerTalk.SilentException) {
      return new Reachability(only)
          .mismatch()
          .orElse(server + " " + failure.getMessage() + ": it is overloaded, or no Kafka");
    }
    return failure instanceof IOException
        ? new Reachability(only).explain()
        : ClientFault.of(failure, only).text();
  }
}
