package io.sluice.cli.broker;

import io.sluice.cli.OperatorException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The addresses of an embedded broker. They are chosen when its data folder is new and remembered
 * there, so that clients find it at the same place after a restart.
 *
 * @param host address that the broker listens on
 * @param broker port for clients
 * @param controller port for the broker's own controller, on 127.0.0.1
 * @param registry port of the schema registry
 */
public record BrokerPorts(String host, int broker, int controller, int registry) {
  private static final String LOOPBACK = "127.0.0.1";
  // Below the ports that Linux gives to outgoing connections: one of those could be in our way.
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;

  /**
   * The addresses remembered in a file, else new ones, which are written there.
   *
   * @param wanted address that the operator asked for; null for none
   */
  public static BrokerPorts of(Path file, InetSocketAddress wanted) {
    Properties p = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        p.load(in);
      } catch (IOException e) {
        throw new OperatorException("cannot read " + file + ": " + e, e);
      }
    }
    BrokerPorts remembered =
        new BrokerPorts(
            p.getProperty("host", LOOPBACK),
            port(file, p, "broker"),
            port(file, p, "controller"),
            port(file, p, "registry"));
    BrokerPorts ports = remembered.completed(wanted);
    if (!ports.equals(remembered) || p.isEmpty()) {
      ports.store(file);
    }
    return ports;
  }

  private BrokerPorts completed(InetSocketAddress wanted) {
    String address = wanted == null ? host : wanted.getAddress().getHostAddress();
    int clients = wanted == null || wanted.getPort() == 0 ? broker : wanted.getPort();
    if (clients == 0) {
      clients = free(address);
    }
    int inner = controller == 0 ? freeExcept(LOOPBACK, clients, 0) : controller;
    return new BrokerPorts(
        address, clients, inner, registry == 0 ? freeExcept(LOOPBACK, clients, inner) : registry);
  }

  private static int port(Path file, Properties p, String key) {
    String text = p.getProperty(key, "0");
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new OperatorException(
        file + ": " + key + "=" + text + " is no port; delete the file to have ports chosen anew");
  }

  private static int freeExcept(String host, int one, int other) {
    while (true) {
      int port = free(host);
      if (port != one && port != other) {
        return port;
      }
    }
  }

  private static int free(String host) {
    for (int attempt = 0; attempt < 1000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(host, port)) {
        return port;
      }
    }
    throw new OperatorException("no free port between " + FIRST + " and " + LAST + " on " + host);
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Sees that every port can be had, so that a taken one is told in words and not by Kafka's log.
   *
   * @throws OperatorException if one is taken
   */
  void check(Path file) {
    check(file, host, broker);
    check(file, LOOPBACK, controller);
    check(file, LOOPBACK, registry);
  }

  private static void check(Path file, String host, int port) {
    if (!isFree(host, port)) {
      throw new OperatorException(
          "the embedded broker cannot have "
              + host
              + ":"
              + port
              + ": another process listens there, or the address is not of this machine; stop it,"
              + " or change the port in "
              + file);
    }
  }

  private void store(Path file) {
    Properties p = new Properties();
    p.setProperty("host", host);
    p.setProperty("broker", Integer.toString(broker));
    p.setProperty("controller", Integer.toString(controller));
    p.setProperty("registry", Integer.toString(registry));
    // Others look the addresses up while the broker comes up: they see all of the file or none.
    Path written = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (Writer out = Files.newBufferedWriter(written)) {
        p.store(out, "addresses of the embedded broker of this folder");
      }
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new OperatorException("cannot write " + file + ": " + e, e);
    }
  }
}
