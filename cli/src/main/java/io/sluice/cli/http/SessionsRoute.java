package io.sluice.cli.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.proxy.SessionStatus;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code GET /sessions}: all sessions as they stand, as JSON. */
public final class SessionsRoute {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SessionsRoute() {}

  /**
   * The route.
   *
   * @param sessions gives the sessions
   */
  public static Route of(Supplier<List<SessionStatus>> sessions) {
    return Route.get(
        "/sessions",
        "the sessions as they stand",
        Access.READ,
        request -> Answer.json(200, json(sessions.get())));
  }

  private static ArrayNode json(List<SessionStatus> sessions) {
    ArrayNode array = JSON.createArrayNode();
    for (SessionStatus s : sessions) {
      ObjectNode node = array.addObject();
      node.put("id", s.id());
      node.put("state", s.state().name().toLowerCase(Locale.ROOT));
      node.put("epoch", s.epoch());
      end(node.putObject("left"), s.left());
      end(node.putObject("right"), s.right());
    }
    return array;
  }

  private static void end(ObjectNode node, SessionStatus.End end) {
    node.put("listening", text(end.listening()));
    node.put("remote", text(end.remote()));
    node.put("connections", end.connections());
    node.put("asn", end.asn());
    node.put("messages", end.messages());
    node.put("bytes", end.bytes());
    node.put("heldMessages", end.heldMessages());
    node.put("heldBytes", end.heldBytes());
    node.put("bypassing", end.bypassing());
  }

  private static String text(InetSocketAddress address) {
    if (address == null) {
      return null;
    }
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
