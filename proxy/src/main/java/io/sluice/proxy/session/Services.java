package io.sluice.proxy.session;

import io.sluice.proxy.Limits;
import io.sluice.proxy.net.Dialler;
import io.sluice.proxy.publish.Publisher;
import io.sluice.proxy.verdict.JudgeWatch;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.trace.Tracing;
import java.util.function.LongSupplier;

/**
 * What all sessions of a proxy share.
 *
 * @param proxy its name
 * @param verdictPartition the partition of the verdict topic that it reads
 * @param schemas ids of the schemas
 * @param limits what bounds it
 * @param window octets that each session may hold just now
 * @param publisher takes records
 * @param dialler dials
 * @param judge tells whether a judge is there
 * @param meters counts
 * @param tracing tells what is traced
 * @param events hears of what happens to sessions
 * @param clock the time
 */
public record Services(
    String proxy,
    int verdictPartition,
    SchemaIds schemas,
    Limits limits,
    LongSupplier window,
    Publisher publisher,
    Dialler dialler,
    JudgeWatch judge,
    Meters meters,
    Tracing tracing,
    SessionEvents events,
    Clock clock) {}
