package io.sluice.cli.routers;

import io.sluice.schemas.testing.TestKafka;

/**
 * What is seen of a pipeline between routers, wherever it runs: in one process, or split into a
 * proxy and a judge on a cluster.
 */
abstract class Scenario {
  /** The cluster that it runs split on, as HOST:PORT,...; {@code null} for one process. */
  String kafka() {
    return TestKafka.NAMED;
  }
}
