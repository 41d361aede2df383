package io.sluice.cli.pipeline;

import picocli.CommandLine.Command;

/** Removes what a filter matches. */
@Command(name = "drop", description = "remove the routes and messages that a filter matches")
public final class DropOptions extends FilterOptions {}
