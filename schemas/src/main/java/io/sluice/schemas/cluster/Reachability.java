package io.sluice.schemas.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** Why the servers that a client is to begin with do not answer, found out by knocking. */
public final class Reachability {
  private static final int KNOCK_MILLIS = 2000;

  private Reachability() {}

  /**
   * Knocks at each server; blocks, two seconds at most for each.
   *
   * @param client settings of a client that got no answer
   */
  public static String explain(Map<String, ?> client) {
    StringBuilder b = new StringBuilder();
    for (String server : String.valueOf(client.get("bootstrap.servers")).split(",")) {
      b.append(b.length() == 0 ? "" : "; ").append(knock(server.strip(), client));
    }
    return b.toString();
  }

  private static String knock(String server, Map<String, ?> client) {
    String host = Utils.getHost(server);
    Integer port = Utils.getPort(server);
    if (host == null || port == null) {
      return server + " is not HOST:PORT";
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return "there is no host " + host;
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, KNOCK_MILLIS);
      String protocol = ClientIdentity.text(client, "security.protocol");
      return server
          + " takes connections, but does not talk to a client with security.protocol "
          + (protocol.isEmpty() ? "PLAINTEXT" : protocol)
          + "; other listeners want SSL, SASL_PLAINTEXT or SASL_SSL";
    } catch (IOException e) {
      return server + ": " + e.getMessage();
    }
  }
}
