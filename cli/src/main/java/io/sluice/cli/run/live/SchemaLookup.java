package io.sluice.cli.run.live;

import io.sluice.cli.OperatorException;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.RegistryException;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.SchemaRegistry;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the ids of the schemas, without which no record can be written. A registry that is away is
 * asked again, with growing pauses, for as long as it takes; what it says for good ends the start.
 */
final class SchemaLookup {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaLookup.class);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final long NAP_MILLIS = 50;

  private SchemaLookup() {}

  /**
   * Asks until there is an answer.
   *
   * @param stopping whether the wait is to end
   * @throws OperatorException if the registry refuses, or the wait was ended
   */
  static SchemaIds at(SchemaRegistry registry, Topics topics, BooleanSupplier stopping) {
    String told = null;
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      try {
        SchemaIds ids = SchemaIds.register(registry, topics);
        if (told != null) {
          LOG.info("the schema registry answers");
        }
        return ids;
      } catch (RegistryException e) {
        if (!e.mayPass()) {
          throw new OperatorException(e.getMessage(), e);
        }
        if (!e.getMessage().equals(told)) {
          told = e.getMessage();
          LOG.warn("{}; asked again until it does, next in {} ms", told, pause);
        } else {
          LOG.debug("{}; next in {} ms", told, pause);
        }
        sleep(pause, stopping);
      }
      if (stopping.getAsBoolean()) {
        throw new OperatorException("stopped before the schema registry answered: " + told);
      }
    }
  }

  private static void sleep(long millis, BooleanSupplier stopping) {
    try {
      for (long left = millis; left > 0 && !stopping.getAsBoolean(); left -= NAP_MILLIS) {
        Thread.sleep(NAP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException("interrupted", e);
    }
  }
}
