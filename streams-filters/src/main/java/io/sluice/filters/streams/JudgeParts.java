package io.sluice.filters.streams;

import io.sluice.filters.JudgeMeters;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.trace.Tracing;
import java.util.function.LongSupplier;

/**
 * What the processors of all tasks of a process share.
 *
 * @param meters counts
 * @param tracing tells what is traced
 * @param micros tells the time, microseconds since 1970
 */
record JudgeParts(
    Topics topics,
    SchemaIds schemas,
    TaskPipelines pipelines,
    PollEnds ends,
    VerdictPartitions partitions,
    AuditSink audit,
    CommitHooks hooks,
    JudgeMeters meters,
    Tracing tracing,
    LongSupplier micros) {}
