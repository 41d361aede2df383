package io.sluice.schemas.cluster;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.utils.Utils;

/**
 * Why the servers that a client is to begin with do not answer, found out by knocking. A broker
 * that is talked to with TLS and knows none, or the other way round, just hangs up, and a client
 * takes that for one that is away. Blocks, a few seconds at most for each server.
 */
public final class Reachability {
  private static final int KNOCK_MILLIS = 2000;

  private final Map<String, ?> client;
  private final boolean wantsTls;

  /**
   * @param client settings of a client that got no answer
   */
  public Reachability(Map<String, ?> client) {
    this.client = client;
    this.wantsTls = ClientIdentity.text(client, "security.protocol").endsWith("SSL");
  }

  /** What is the matter with each server. */
  public String explain() {
    List<String> all = new ArrayList<>();
    for (String server : servers()) {
      all.add(
          knock(server)
              .or(() -> mismatch(server))
              .orElse(
                  server
                      + " takes connections, but does not talk Kafka to a client with"
                      + " security.protocol "
                      + protocol()));
    }
    return String.join("; ", all);
  }

  /** What will not pass by waiting: a server that speaks TLS to a client that does not, or so. */
  public Optional<String> mismatch() {
    for (String server : servers()) {
      Optional<String> wrong = knock(server).isEmpty() ? mismatch(server) : Optional.empty();
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private String protocol() {
    String protocol = ClientIdentity.text(client, "security.protocol");
    return protocol.isEmpty() ? "PLAINTEXT" : protocol;
  }

  private List<String> servers() {
    return List.of(ClientIdentity.text(client, "bootstrap.servers").split("\\s*,\\s*"));
  }

  private static Optional<String> knock(String server) {
    String host = Utils.getHost(server);
    Integer port = Utils.getPort(server);
    if (host == null || port == null) {
      return Optional.of(server + " is not HOST:PORT");
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return Optional.of("there is no host " + host);
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, KNOCK_MILLIS);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(server + ": " + e.getMessage());
    }
  }

  private Optional<String> mismatch(String server) {
    boolean speaksTls = speaksTls(server);
    if (speaksTls == wantsTls) {
      return Optional.empty();
    }
    return Optional.of(
        "Kafka at "
            + server
            + (wantsTls
                ? TlsTrouble.NO_TLS
                : " speaks TLS on this port, and security.protocol is "
                    + protocol()
                    + ": set it to SSL or SASL_SSL"));
  }

  private static boolean speaksTls(String server) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(Utils.getHost(server), Utils.getPort(server)), KNOCK_MILLIS);
      socket.setSoTimeout(KNOCK_MILLIS);
      SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
      try (SSLSocket tls =
          (SSLSocket)
              factory.createSocket(socket, Utils.getHost(server), Utils.getPort(server), true)) {
        tls.startHandshake();
        return true;
      }
    } catch (SSLException e) {
      // Whoever does not like our certificate, or we theirs, speaks TLS; who hangs up does not.
      return !(e.getCause() instanceof EOFException)
          && !(e.getCause() instanceof SocketException)
          && !(e.getCause() instanceof SocketTimeoutException)
          && !String.valueOf(e.getMessage()).contains("nrecognized");
    } catch (IOException e) {
      return false;
    }
  }
}
