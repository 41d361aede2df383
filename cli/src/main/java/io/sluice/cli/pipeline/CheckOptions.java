package io.sluice.cli.pipeline;

import io.sluice.bgp.check.PeerRules;
import io.sluice.cli.OperatorException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mends malformed UPDATEs. */
@Command(
    name = "check",
    description = "check UPDATEs for malformed attributes, and do what RFC 7606 says")
public final class CheckOptions extends JudgeOptions {
  @Option(names = "--strict", description = "end the session on any error (RFC 4271)")
  boolean strict;

  @Option(names = "--report", description = "change nothing; only raise events")
  boolean report;

  @Option(
      names = "--external",
      description =
          "the peer is in another AS: LOCAL_PREF, ORIGINATOR_ID and CLUSTER_LIST are discarded")
  boolean external;

  @Override
  void check() {
    try {
      values();
    } catch (IllegalArgumentException e) {
      throw new OperatorException(e.getMessage(), e);
    }
  }

  @Override
  List<String[]> events() {
    return List.of(
        new String[] {word() + "/attribute-discard", "an attribute was malformed"},
        new String[] {word() + "/treat-as-withdraw", "the routes of an UPDATE cannot be used"},
        new String[] {word() + "/session-reset", "the session cannot go on"});
  }

  /** The options as the stage takes them. */
  public io.sluice.filters.check.CheckOptions values() {
    return new io.sluice.filters.check.CheckOptions(
        strict, report, external ? PeerRules.external(0) : PeerRules.ANY);
  }
}
