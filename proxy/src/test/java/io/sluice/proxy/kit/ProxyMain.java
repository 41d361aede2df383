package io.sluice.proxy.kit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.proxy.FailureMode;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.Limits;
import io.sluice.proxy.Proxy;
import io.sluice.proxy.ProxyConfig;
import io.sluice.proxy.SessionConfig;
import io.sluice.proxy.VerdictPolicy;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A proxy in a process of its own, to be killed: bootstrap, topic prefix, spool, right port. */
@SuppressWarnings("AddressSelection") // addresses are literal
public final class ProxyMain {
  private ProxyMain() {}

  /** Prints the port that it listens on, and runs until it is killed. */
  public static void main(String[] args) throws InterruptedException {
    Map<String, Object> kafka = Map.of("bootstrap.servers", args[0]);
    Topics topics = new Topics(args[1]);
    SchemaIds schemas;
    try (TopicSchemaRegistry registry =
        new TopicSchemaRegistry(topics.name(Topic.SCHEMAS), kafka)) {
      schemas = SchemaIds.register(registry, topics);
    }
    Proxy proxy =
        new Proxy(
            new ProxyConfig("p1", kafka, topics, schemas, Limits.defaults(), Path.of(args[2]), 1),
            new SimpleMeterRegistry());
    VerdictPolicy pass = VerdictPolicy.of(Duration.ofMillis(500), FailureMode.PASS);
    LegConfig left = LegConfig.listen(new InetSocketAddress("127.0.0.1", 0));
    LegConfig right =
        LegConfig.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[3])));
    proxy.add(new SessionConfig("s", left, right, pass, pass));
    System.out.println("port " + proxy.sessions().get(0).left().listening().getPort());
    while (true) {
      System.out.println(proxy.spooling() ? "spooling" : "direct");
      Thread.sleep(100);
    }
  }
}
