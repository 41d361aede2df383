package io.sluice.cli.broker;

import io.sluice.cli.OperatorException;
import io.sluice.cli.log.KafkaErrors;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this process (KRaft, one node). Its data and its address stay the same as
 * long as its folder does. Loopback only, unless another address is asked for: it knows no
 * passwords.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** The one that runs; Kafka ends a process without saying which broker it means. */
  private static volatile EmbeddedBroker running;

  private final DataFolder.Lock lock;
  private final KafkaRaftServer server;
  private final BrokerPorts ports;
  private final String advertised;
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private volatile boolean closed;

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
      Exit.setExitProcedure(EmbeddedBroker::ended);
      Exit.setHaltProcedure(EmbeddedBroker::ended);
      server.startup();
      running = new EmbeddedBroker(lock, server, ports, advertised);
      return running;
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

  /**
   * A broker that cannot go on, because its disk is full for one, ends the process that it is in.
   * This one leaves that to whoever started it, who has sessions to end.
   */
  private static void ended(int status, String message) {
    String last = message == null ? KafkaErrors.last() : message;
    String why = last.isEmpty() ? "it does not say why" : last;
    EmbeddedBroker broker = running;
    if (broker == null) {
      LOG.error("the embedded broker cannot start: {}", why);
      Runtime.getRuntime().halt(status);
    } else if (broker.closed) {
      LOG.warn("the embedded broker, while it stopped: {}", why);
    } else {
      broker.endedBecause(why);
    }
    throw new IllegalStateException("the embedded broker has ended: " + why);
  }

  private void endedBecause(String why) {
    synchronized (end) {
      if (end.isDone()) {
        return;
      }
      LOG.error("the embedded broker has ended: {}", why);
      end.complete(why);
    }
  }

  /** Has somebody told, on any thread, when it has ended by itself. */
  public void onEnd(Consumer<String> listener) {
    end.thenAccept(listener);
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
      // One that has ended by itself would be waited for in vain.
      if (!end.isDone()) {
        server.shutdown();
        server.awaitShutdown();
      }
      if (running == this) {
        running = null;
      }
      lock.close();
    }
  }
}
