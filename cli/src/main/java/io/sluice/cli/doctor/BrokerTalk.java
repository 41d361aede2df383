package io.sluice.cli.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Talks to one broker at one address, as Kafka's clients do it below their surface. A client whole
 * goes on from the first broker to whatever addresses that one tells, and says nothing when these
 * lead nowhere.
 */
final class BrokerTalk {
  private static final String ID = "sluice-doctor";
  private static final int MILLIS = 10_000;

  /** It took the connection, or may have, and said nothing. */
  static final class SilentException extends IOException {
    private static final long serialVersionUID = 1L;

    SilentException() {
      super("does not answer within " + MILLIS / 1000 + " s");
    }
  }

  private final AdminClientConfig config;

  /**
   * @param client settings of a client
   * @throws org.apache.kafka.common.KafkaException if one cannot be
   */
  BrokerTalk(Map<String, Object> client) {
    this.config = new AdminClientConfig(client);
  }

  /**
   * What a broker tells of the cluster: its brokers, at the addresses that clients are to use.
   *
   * @throws IOException if it cannot be reached, or hangs up
   * @throws SilentException if it does not answer in time
   * @throws org.apache.kafka.common.errors.AuthenticationException if the two do not agree on who
   *     they are
   */
  List<Node> brokers(String host, int port) throws IOException {
    Node node = new Node(0, host, port);
    Time time = Time.SYSTEM;
    try (Metrics metrics = new Metrics();
        KafkaClient client =
            ClientUtils.createNetworkClient(
                config,
                ID,
                metrics,
                ID,
                new LogContext(),
                new ApiVersions(),
                time,
                1,
                MILLIS,
                null,
                new ManualMetadataUpdater(),
                new DefaultHostResolver(),
                null,
                null)) {
      if (!NetworkClientUtils.awaitReady(client, node, time, MILLIS)) {
        throw new SilentException();
      }
      ClientRequest request =
          client.newClientRequest(
              node.idString(),
              MetadataRequest.Builder.forTopicNames(List.of(), false),
              time.milliseconds(),
              true,
              MILLIS,
              null);
      MetadataResponse answer =
          (MetadataResponse)
              NetworkClientUtils.sendAndReceive(client, request, time).responseBody();
      return List.copyOf(answer.brokers());
    }
  }
}
