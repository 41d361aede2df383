package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Limits lengths and counts of prefixes. */
@Command(name = "limit", description = "limit prefix lengths and counts")
public final class LimitOptions extends JudgeOptions {
  @Option(
      names = {"-4", "--ipv4"},
      description = "process IPv4 prefixes (the default when -6 is not given)")
  boolean ipv4;

  @Option(
      names = {"-6", "--ipv6"},
      description = "process IPv6 prefixes")
  boolean ipv6;

  @Option(names = "--multicast", description = "process multicast routes of these families too")
  boolean multicast;

  @Option(names = "--permanent", description = "never lower a count when a prefix is withdrawn")
  boolean permanent;

  @Option(
      names = {"-m", "--min-length"},
      paramLabel = "int",
      defaultValue = "0",
      description = "shortest prefix length to pass (0 means no limit)")
  int minLength;

  @Option(
      names = {"-M", "--max-length"},
      paramLabel = "int",
      defaultValue = "0",
      description = "longest prefix length to pass (0 means no limit)")
  int maxLength;

  @Option(
      names = {"-s", "--session"},
      paramLabel = "int",
      defaultValue = "0",
      description = "prefixes of one session and direction (0 means no limit)")
  int session;

  @Option(
      names = {"-o", "--origin"},
      paramLabel = "int",
      defaultValue = "0",
      description = "prefixes of one origin AS (0 means no limit)")
  int origin;

  @Option(
      names = {"-b", "--block"},
      paramLabel = "int",
      defaultValue = "0",
      description = "prefixes within one block of addresses (0 means no limit)")
  int block;

  @Option(
      names = {"-B", "--block-length"},
      paramLabel = "int",
      defaultValue = "0",
      description = "length of a block (0 means /16 for IPv4 and /32 for IPv6)")
  int blockLength;

  @Option(
      names = "--silent",
      description = "remove refused routes without withdrawing older ones behind them")
  boolean silent;

  @Override
  void check() {
    length("--min-length", minLength, 128);
    length("--max-length", maxLength, 128);
    length("--block-length", blockLength, 64);
    if (maxLength > 0 && minLength > maxLength) {
      throw new OperatorException(
          "--min-length " + minLength + " is more than --max-length " + maxLength);
    }
    count("--session", session);
    count("--origin", origin);
    count("--block", block);
  }

  private static void length(String option, int length, int most) {
    if (length < 0 || length > most) {
      throw new OperatorException(option + " " + length + ": 0 to " + most);
    }
  }

  private static void count(String option, int count) {
    if (count < 0) {
      throw new OperatorException(option + " " + count + ": 1 or more, 0 for no limit");
    }
  }

  @Override
  List<String[]> events() {
    return List.of(
        new String[] {"limit/short", "a prefix is too short"},
        new String[] {"limit/long", "a prefix is too long"},
        new String[] {"limit/session", "too many prefixes in a session"},
        new String[] {"limit/origin", "too many prefixes of an origin AS"},
        new String[] {"limit/block", "too many prefixes in a block"});
  }

  /** The same as values. */
  public io.sluice.filters.limit.LimitOptions values() {
    return new io.sluice.filters.limit.LimitOptions(
        ipv4,
        ipv6,
        multicast,
        permanent,
        minLength,
        maxLength,
        session,
        origin,
        block,
        blockLength);
  }

  @Override
  public boolean silent() {
    return silent;
  }
}
