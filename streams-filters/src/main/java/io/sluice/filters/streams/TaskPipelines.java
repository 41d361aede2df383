package io.sluice.filters.streams;

import io.sluice.filters.Pipeline;
import io.sluice.filters.PipelineRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.TaskId;

/**
 * The pipelines at work, one for each task of this process, active or standby. The store of a task
 * makes its pipeline and restores it; when the task becomes active, its processor finds it here.
 */
final class TaskPipelines {
  private final Pipeline pipeline;
  private final Map<TaskId, PipelineRun> runs = new ConcurrentHashMap<>();

  TaskPipelines(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** Makes the pipeline of a task anew. */
  PipelineRun open(TaskId task) {
    close(task);
    PipelineRun run = new PipelineRun(pipeline);
    runs.put(task, run);
    return run;
  }

  /** The pipeline of a task whose store is open. */
  PipelineRun of(TaskId task) {
    PipelineRun run = runs.get(task);
    if (run == null) {
      throw new IllegalStateException("the store of task " + task + " is not open");
    }
    return run;
  }

  void close(TaskId task) {
    PipelineRun run = runs.remove(task);
    if (run != null) {
      run.close();
    }
  }
}
