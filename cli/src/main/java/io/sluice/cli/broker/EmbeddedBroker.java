package io.sluice.cli.broker;

import io.sluice.cli.OperatorException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in this process (KRaft, one node). Its data and its address stay the same as
 * long as its folder does. Loopback only, unless another address is asked for: it knows no
 * passwords.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final DataFolder.Lock lock;
  private final KafkaRaftServer server;
  private final BrokerPorts ports;
  private final String advertised;
  private boolean closed;

  private EmbeddedBroker(
      DataFolder.Lock lock, KafkaRaftServer server, BrokerPorts ports, String advertised) {
    this.lock = lock;
    this.server = server;
    this.ports = ports;
    this.advertised = advertised;
  }

  /** Starts the broker of a folder on 127.0.0.1; returns when it takes requests. */
  public static EmbeddedBroker start(DataFolder data) {
    return start(data, null, null);
  }

  /**
   * Starts the broker of a folder; returns when it takes requests.
   *
   * @param listen address to listen on; null for the one that the folder remembers, or a free port
   *     of 127.0.0.1
   * @param advertise HOST:PORT that clients are told; null for the address it listens on
   * @throws OperatorException if the folder is in use or a port is taken
   */
  public static EmbeddedBroker start(DataFolder data, InetSocketAddress listen, String advertise) {
    DataFolder.Lock lock = data.lock("broker");
    try {
      Path file = data.path().resolve("broker.properties");
      BrokerPorts ports = BrokerPorts.of(file, listen);
      ports.check(file);
      Path log = data.sub("kafka");
      format(log);
      String advertised =
          advertise == null
              ? BrokerSettings.bracketed(ports.host()) + ":" + ports.broker()
              : advertise;
      KafkaRaftServer server =
          new KafkaRaftServer(
              KafkaConfig.fromProps(BrokerSettings.of(ports, advertised, log)), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(lock, server, ports, advertised);
    } catch (RuntimeException e) {
      lock.close();
      throw e instanceof OperatorException
          ? e
          : new OperatorException(
              "the embedded broker in " + data.path() + " does not start: " + e.getMessage(), e);
    }
  }

  private static void format(Path log) {
    if (Files.exists(log.resolve("meta.properties"))) {
      return;
    }
    try {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(log.toString())
          .addDirectory(log.toString())
          .setIgnoreFormatted(true)
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .run();
    } catch (Exception e) {
      throw new OperatorException("cannot set up the broker's folder " + log + ": " + e, e);
    }
  }

  /** The address that clients are told, HOST:PORT. */
  public String bootstrap() {
    return advertised;
  }

  /** Settings with which a client finds it. */
  public Map<String, Object> client() {
    return Map.of("bootstrap.servers", bootstrap());
  }

  /** Port on 127.0.0.1 that this folder keeps for the schema registry. */
  public int registryPort() {
    return ports.registry();
  }

  /** Stops it; its data stays. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      server.shutdown();
      server.awaitShutdown();
      lock.close();
    }
  }
}
