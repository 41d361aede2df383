package io.sluice.cli.routers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole tables through the whole program, between real routers. */
@Tag("routers")
class TablesCrossIT extends Scenario {
  @TempDir Path folder;

  @BeforeAll
  static void programs() {
    Tools.assumeInstalled(Tools.FRR, Tools.BIRD, "tcpdump", "vtysh");
  }

  @Test
  void aHundredThousandRoutesEachWayCrossBetweenFrrAndBirdUnchanged() {
    try (Lab lab = Lab.onLoopback(folder, 21)) {
      List<Route> fromLeft = new ArrayList<>(Routes.ipv4(100_000, 20, 1));
      fromLeft.addAll(Routes.ipv6(5_000, 1, 2));
      List<Route> fromRight = new ArrayList<>(Routes.ipv4(100_000, 60, 3));
      fromRight.addAll(Routes.ipv6(5_000, 2, 4));
      Pair pair = new Pair(lab, fromLeft, fromRight, 90, "open-sesame");
      SluiceProcess.startWhole(lab, kafka(), List.of(), pair.pipeline())
          .awaitListening(pair.middle, Pair.LISTEN);
      pair.start();
      pair.awaitTables(Duration.ofMinutes(2));
      pair.assertTablesEqualWhatWasSent();
      pair.assertCrossedUnchanged();
    }
  }
}
