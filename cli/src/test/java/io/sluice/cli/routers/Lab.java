package io.sluice.cli.routers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One test's routers and what connects them: a folder, addresses that no other test has, and all
 * that was started, which ends with it, the last first.
 */
final class Lab implements Resource {
  /**
   * Of this run alone, so that two at a time, or the remains of one, are not in each other's way.
   */
  private static final long OWN = 1 + ProcessHandle.current().pid() % 250;

  private final Path folder;
  private final int network;
  private final String namespace;
  private final Deque<Resource> running = new ArrayDeque<>();

  private Lab(Path folder, int network, String namespace) {
    this.folder = folder;
    this.network = network;
    this.namespace = namespace;
  }

  /** On this machine's loopback: {@code 127.<own>.<network>.n}. */
  static Lab onLoopback(Path folder, int network) {
    return new Lab(folder, network, null);
  }

  /** In a network namespace of its own, for IPv6: {@code fd00:5105::n} for n from 1 to 9. */
  static Lab inNamespace(Path folder, int network) {
    Lab lab = new Lab(folder, network, "sluice-" + ProcessHandle.current().pid() + "-" + network);
    Shell.run(List.of("ip", "netns", "add", lab.namespace));
    boolean made = "yes\n".equals(lab.run("echo", "yes"));
    assumeTrue(made, "no network namespace can be made here");
    Shell.run(lab.inside(List.of("ip", "link", "set", "lo", "up")));
    for (int n = 1; n < 10; n++) {
      Shell.run(
          lab.inside(
              List.of("ip", "-6", "addr", "add", lab.address6(n) + "/128", "dev", "lo", "nodad")));
    }
    return lab;
  }

  /** The IPv4 address of the host with this number. */
  String address(int host) {
    return "127." + OWN + "." + network + "." + host;
  }

  /** The IPv6 address of the host with this number; only in a namespace. */
  String address6(int host) {
    return "fd00:5105::" + host;
  }

  /** A new folder for one program. */
  Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command, as it has to be given to run where this lab is. */
  List<String> inside(List<String> command) {
    if (namespace == null) {
      return command;
    }
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(command);
    return all;
  }

  /** Runs a short command in this lab and returns what it prints. */
  String run(String... command) {
    return Shell.run(inside(List.of(command)));
  }

  /** Starts a program in this lab. */
  Child start(String name, List<String> command) {
    return closing(new Child(name, folder(name), inside(command)));
  }

  /** Closes it with this lab. */
  <T extends Resource> T closing(T resource) {
    running.push(resource);
    return resource;
  }

  /** Whether something listens at the address. */
  boolean listening(String address, int port) {
    String end = address.contains(":") ? "[" + address + "]" : address;
    return !run("ss", "-Hltn", "src", end + ":" + port).isBlank();
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      running.pop().close();
    }
    if (namespace != null) {
      Shell.run(List.of("ip", "netns", "del", namespace));
    }
  }
}
