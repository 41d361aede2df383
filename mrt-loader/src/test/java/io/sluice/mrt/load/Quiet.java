package io.sluice.mrt.load;

import io.sluice.mrt.Damage;
import java.util.ArrayList;
import java.util.List;

/** Shows nothing; keeps what was lost. */
final class Quiet implements LoadProgress {
  final List<Damage> damages = new ArrayList<>();

  @Override
  public void at(long loaded, long octets) {}

  @Override
  public void resuming(long records) {}

  @Override
  public void damage(String archive, Damage damage) {
    damages.add(damage);
  }
}
