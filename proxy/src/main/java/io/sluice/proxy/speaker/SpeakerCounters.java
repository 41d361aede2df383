package io.sluice.proxy.speaker;

/**
 * What a session received so far.
 *
 * @param messages messages of every type
 * @param bytes their octets, headers included
 * @param updates UPDATE messages, End-of-RIB markers included
 * @param announced routes announced, each time they were
 * @param withdrawn routes withdrawn, each time they were
 * @param endsOfRib End-of-RIB markers
 * @param malformed UPDATE messages that could not be read to their end
 */
public record SpeakerCounters(
    long messages,
    long bytes,
    long updates,
    long announced,
    long withdrawn,
    long endsOfRib,
    long malformed) {}
