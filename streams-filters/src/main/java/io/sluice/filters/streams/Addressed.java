package io.sluice.filters.streams;

/**
 * A verdict on its way to the proxy that asked for it.
 *
 * @param partition the partition that this proxy reads
 * @param value the encoded verdict
 */
record Addressed(int partition, byte[] value) {}
