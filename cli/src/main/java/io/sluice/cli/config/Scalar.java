package io.sluice.cli.config;

/**
 * A value as it stands in the file.
 *
 * @param written as written, with placeholders in it
 * @param value what it means; as written where a placeholder could not be filled
 * @param line line, from 1
 * @param column column, from 1
 */
record Scalar(String written, String value, int line, int column) {}
