package io.sluice.cli.run.live;

import io.sluice.cli.OperatorException;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.cluster.Reachability;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Waits for the first answer of a cluster, or for the reason why there is none. */
public final class FirstAnswer {
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private FirstAnswer() {}

  /**
   * Waits.
   *
   * @param client settings of the admin client
   * @throws OperatorException if the cluster refuses this client, or does not answer in time
   */
  public static void await(Admin admin, Map<String, Object> client) {
    Reachability reachability = new Reachability(client);
    if (!answers(admin, client, SHORT)) {
      reachability
          .mismatch()
          .ifPresent(
              wrong -> {
                throw over(admin, wrong);
              });
      if (!answers(admin, client, PATIENCE.minus(SHORT))) {
        throw over(
            admin,
            "Kafka does not answer within "
                + PATIENCE.toSeconds()
                + " s: "
                + reachability.explain()
                + "; sluice doctor, with the same options, looks at each hop");
      }
    }
  }

  /** An admin client that is closed in the usual way first waits for what it asked. */
  private static OperatorException over(Admin admin, String why) {
    admin.close(Duration.ZERO);
    return new OperatorException(why);
  }

  private static boolean answers(Admin admin, Map<String, Object> client, Duration atMost) {
    try {
      admin.describeCluster().nodes().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      ClientFault fault = ClientFault.of(e.getCause(), client);
      if (fault.stays()) {
        throw new OperatorException(fault.text(), e.getCause());
      }
      return false;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException("interrupted", e);
    }
  }
}
