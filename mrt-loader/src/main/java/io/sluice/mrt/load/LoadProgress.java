package io.sluice.mrt.load;

/** Is told how far a load has come. */
public interface LoadProgress {
  /**
   * Some more is done.
   *
   * @param loaded records written so far by this run
   * @param octets octets of archives read so far, compressed as they are
   */
  void at(long loaded, long octets);

  /** This many records stand in the topics already, from a run before. */
  void resuming(long records);

  /** Something of an archive is lost. */
  void damage(String archive, io.sluice.mrt.Damage damage);
}
