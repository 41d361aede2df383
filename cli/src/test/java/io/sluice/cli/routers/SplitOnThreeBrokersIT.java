package io.sluice.cli.routers;

import io.sluice.cli.several.KafkaCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The bridge between routers, as a proxy and a judge on a cluster of three brokers. */
@Tag("routers")
class SplitOnThreeBrokersIT {
  @TempDir static Path folder;
  private static KafkaCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new KafkaCluster(folder);
    cluster.start();
    cluster.awaitInSync();
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Nested
  class Tables extends TablesCrossIT {
    @Override
    String kafka() {
      return cluster.bootstrap();
    }
  }

  @Nested
  class Refusals extends RefusalIT {
    @Override
    String kafka() {
      return cluster.bootstrap();
    }
  }

  @Nested
  class Sessions extends SessionsIT {
    @Override
    String kafka() {
      return cluster.bootstrap();
    }
  }
}
