package io.sluice.cli.pipeline;

import java.time.Instant;

/**
 * What is to be read of a topic.
 *
 * @param topic its name
 * @param session whose messages
 * @param from received then or later; {@code null} for from the beginning
 * @param to received before; {@code null} for to the end
 */
public record TopicPart(String topic, String session, Instant from, Instant to) {}
