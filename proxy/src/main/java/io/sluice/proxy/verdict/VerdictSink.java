package io.sluice.proxy.verdict;

/** A session, as verdicts are handed to it. */
@FunctionalInterface
public interface VerdictSink {
  /** Takes verdicts over, on the reader's thread. */
  void verdicts(VerdictBatch batch);
}
