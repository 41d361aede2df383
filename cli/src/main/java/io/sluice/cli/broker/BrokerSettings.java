package io.sluice.cli.broker;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of an embedded broker: one node, broker and controller in one, small. */
final class BrokerSettings {
  private BrokerSettings() {}

  static Properties of(BrokerPorts ports, String advertised, Path log) {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    String controller = "127.0.0.1:" + ports.controller();
    p.put(
        "listeners",
        "PLAINTEXT://"
            + bracketed(ports.host())
            + ":"
            + ports.broker()
            + ",CONTROLLER://"
            + controller);
    p.put("advertised.listeners", "PLAINTEXT://" + advertised + ",CONTROLLER://" + controller);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("controller.quorum.voters", "1@" + controller);
    p.put("log.dirs", log.toString());
    // One node cannot hold the three replicas that these topics have by default.
    for (String one :
        new String[] {
          "offsets.topic.replication.factor",
          "transaction.state.log.replication.factor",
          "share.coordinator.state.topic.replication.factor",
          "default.replication.factor",
          "transaction.state.log.min.isr",
          "share.coordinator.state.topic.min.isr",
          "share.coordinator.state.topic.num.partitions"
        }) {
      p.put(one, "1");
    }
    // Fifty partitions by default: hundreds of files and a slow first group.
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.num.partitions", "4");
    // One judge joins; there is no one to wait for.
    p.put("group.initial.rebalance.delay.ms", "0");
    // A judge that died must be replaced before the hold time of a session is over.
    p.put("group.min.session.timeout.ms", "1000");
    // 128 MB of heap by default.
    p.put("log.cleaner.dedupe.buffer.size", "2097152");
    p.put("auto.create.topics.enable", "false");
    return p;
  }

  static String bracketed(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }
}
