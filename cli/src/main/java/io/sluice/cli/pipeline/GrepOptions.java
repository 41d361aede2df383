package io.sluice.cli.pipeline;

import picocli.CommandLine.Command;

/** Keeps what a filter matches. */
@Command(name = "grep", description = "keep only the routes and messages that a filter matches")
public final class GrepOptions extends FilterOptions {}
