package io.sluice.cli;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import picocli.CommandLine.Option;

/** How messages are decoded where nothing in the input tells. */
public final class ContextOptions {
  @Option(
      names = {"-2", "--short-asn"},
      description = "use 2-byte ASN numbers, where the input does not tell")
  boolean shortAsn;

  @Option(
      names = {"-g", "--guess-asn"},
      description = "try 2-byte ASN numbers where 4-byte ones make no sense")
  boolean guessAsn;

  @Option(
      names = "--caps",
      paramLabel = "string",
      description = "capabilities of the messages, as JSON or @FILE")
  String caps;

  /** Whether messages that make no sense with four octets are tried with two. */
  public boolean guessAsn() {
    return guessAsn && !shortAsn;
  }

  /**
   * How messages of a direction are decoded.
   *
   * @throws OperatorException if --caps is no set of capabilities
   */
  public DecodeContext context(Direction direction) {
    return caps == null
        ? shortAsn ? DecodeContext.AS2 : DecodeContext.AS4
        : CapabilityText.context(caps, !shortAsn, direction);
  }
}
