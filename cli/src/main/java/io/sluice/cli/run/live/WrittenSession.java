package io.sluice.cli.run.live;

import io.sluice.cli.pipeline.WrittenPipeline;
import java.time.Duration;

/**
 * A session as written: its pipeline, and what it says about verdicts for itself.
 *
 * @param id its name
 * @param proxy name of the proxy that has it; {@code null} for whichever reads this
 * @param pipeline its ends, with the stages of all sessions between
 * @param deadline longest wait for a verdict; {@code null} for that of the run, as with the others
 * @param fail what happens when a verdict is late
 * @param failAbsent the same when there is no judge
 */
public record WrittenSession(
    String id,
    String proxy,
    WrittenPipeline pipeline,
    Duration deadline,
    String fail,
    String failAbsent) {}
