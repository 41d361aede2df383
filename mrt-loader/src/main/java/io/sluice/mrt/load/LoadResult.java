package io.sluice.mrt.load;

/**
 * What became of a load.
 *
 * @param job name under which its position is kept
 * @param messages messages written by this run
 * @param states changes of state written by this run
 * @param resumed records of the archives that a run before had dealt with
 * @param left records that were not chosen
 * @param damages how often something of an archive was lost
 * @param complete whether all of the archives is loaded; else it was stopped
 */
public record LoadResult(
    String job,
    long messages,
    long states,
    long resumed,
    long left,
    long damages,
    boolean complete) {}
