package io.sluice.cli.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.cli.OperatorException;
import io.sluice.cli.pipeline.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP port of a process: each part of it adds {@link Route routes}. A list of them is the
 * answer to {@code GET /}. Thread safe.
 */
public final class HttpPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
  private static final int THREADS = 4;
  private static final int NO_BODY = -1;

  private final HttpServer server;
  private final Guard guard;
  private final List<Route> routes = new CopyOnWriteArrayList<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "http");
            thread.setDaemon(true);
            return thread;
          });

  static {
    // Who asks slowly must not keep a thread from others; seconds.
    defaultTo("sun.net.httpserver.maxReqTime", "10");
    defaultTo("sun.net.httpserver.maxRspTime", "60");
  }

  private static void defaultTo(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private HttpPort(HttpServer server, Guard guard) {
    this.server = server;
    this.guard = guard;
  }

  /**
   * Listens.
   *
   * @param address where; port 0 for any that is free
   * @param guard says who may ask
   * @throws OperatorException if the address cannot be had
   */
  public static HttpPort listen(InetSocketAddress address, Guard guard) {
    HttpServer server;
    try {
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new OperatorException(
          "cannot listen for HTTP on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage(),
          e);
    }
    HttpPort port = new HttpPort(server, guard);
    server.setExecutor(port.threads);
    server.createContext("/", port::handle);
    server.start();
    return port;
  }

  /** Where it listens, as http://HOST:PORT. */
  public String url() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return "http://" + new HostPort(host, address.getPort()).withPort(0);
  }

  /** Adds something that can be asked for. */
  public void add(Route route) {
    routes.add(route);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      if (answer.status() == 401) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer, Basic realm=\"sluice\"");
      }
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status(), NO_BODY);
      } else {
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  private Answer answer(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod().replace("HEAD", "GET");
    List<Route> there = routes.stream().filter(r -> r.path().equals(path)).toList();
    if (there.isEmpty()) {
      return method.equals("GET") && path.equals("/")
          ? Answer.text(200, list())
          : Answer.text(404, "nothing is at " + path + "; there is:\n" + list());
    }
    Route route = there.stream().filter(r -> r.method().equals(method)).findFirst().orElse(null);
    if (route == null) {
      exchange.getResponseHeaders().set("Allow", there.get(0).method());
      return Answer.text(405, path + " is asked for with " + there.get(0).method());
    }
    Answer refusal =
        guard.refusal(route.access(), exchange.getRequestHeaders().getFirst("Authorization"));
    if (refusal != null) {
      return refusal;
    }
    try {
      return route.handler().answer(request(exchange));
    } catch (Exception e) {
      LOG.warn("HTTP {} {}: {}", method, path, e.toString());
      return Answer.text(500, e.toString());
    }
  }

  private static Route.Request request(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    return new Route.Request(query == null ? "" : query, accept == null ? "" : accept);
  }

  private String list() {
    StringBuilder list = new StringBuilder();
    for (Route route : routes) {
      list.append(String.format("%-4s %-12s %s%n", route.method(), route.path(), route.purpose()));
    }
    return list.toString().stripTrailing();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
