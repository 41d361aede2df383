package io.sluice.bench;

/**
 * How much of the machine something else took while a measure ran: believe a result only when this
 * is small.
 */
final class OtherLoad {
  /** The middle is a child of this process, so this tree is all that is ours. */
  private final ProcessTree ours = new ProcessTree(ProcessHandle.current().pid());

  private final long beganNanos = System.nanoTime();
  private final double before = others();

  private double others() {
    return ProcessTree.machineCpuSeconds() - ours.cpuSeconds();
  }

  /** Cores that others used on average since this was made. */
  double cores() {
    return Math.max(0, (others() - before) / ((System.nanoTime() - beganNanos) / 1e9));
  }
}
