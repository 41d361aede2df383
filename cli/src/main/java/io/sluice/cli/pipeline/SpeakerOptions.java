package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The end that is a BGP speaker in this process. */
@Command(name = "speaker", description = "run a simple BGP speaker")
public final class SpeakerOptions extends EndOptions {
  private static final long MOST_AS = 0xffffffffL;
  private static final int MOST_HOLD = 0xffff;
  private static final int MOST_RESTART = 4095;

  @Option(
      names = "--active",
      description = "send the OPEN first (default: wait for that of the other end)")
  boolean active;

  @Option(
      names = "--asn",
      paramLabel = "int",
      defaultValue = "-1",
      description = "AS number (-1 means that of the other end)")
  long asn = -1;

  @Option(
      names = "--id",
      paramLabel = "string",
      defaultValue = "",
      description = "BGP identifier (default: one below that of the other end; --active: 0.0.0.1)")
  String id = "";

  @Option(
      names = "--hold",
      paramLabel = "int",
      defaultValue = "90",
      description = "hold time, in seconds (0 means none)")
  int hold = 90;

  @Option(
      names = "--remote-asn",
      paramLabel = "int",
      defaultValue = "-1",
      description = "AS number that the other end must have (-1 means any)")
  long remoteAsn = -1;

  @Option(
      names = "--remote-hold",
      paramLabel = "int",
      defaultValue = "0",
      description = "least hold time that the other end must have, in seconds (0 means any)")
  int remoteHold;

  @Option(
      names = "--restart-time",
      paramLabel = "int",
      defaultValue = "0",
      description = "seconds that the other end is to keep the routes when this process is lost")
  int restartTime;

  @Option(
      names = "--restarted",
      description = "say that it takes the place of one that was lost (with --restart-time)")
  boolean restarted;

  @Override
  void check() {
    super.check();
    if (asn != -1 && (asn < 1 || asn > MOST_AS)) {
      throw new OperatorException("--asn " + asn + ": 1 to " + MOST_AS);
    }
    if (active && asn == -1) {
      throw new OperatorException(
          "--active needs --asn: who sends the first OPEN cannot take over the other end's number");
    }
    if (remoteAsn != -1 && (remoteAsn < 1 || remoteAsn > MOST_AS)) {
      throw new OperatorException("--remote-asn " + remoteAsn + ": 1 to " + MOST_AS);
    }
    if (hold < 0 || hold > MOST_HOLD || hold == 1 || hold == 2) {
      throw new OperatorException("--hold " + hold + ": 0 (none) or 3 to 65535 seconds");
    }
    if (remoteHold < 0 || remoteHold > MOST_HOLD) {
      throw new OperatorException("--remote-hold " + remoteHold + ": 0 (any) to 65535 seconds");
    }
    if (!id.isEmpty() && !id.matches("(\\d{1,3}\\.){3}\\d{1,3}")) {
      throw new OperatorException("--id " + id + ": a BGP identifier is written as 192.0.2.1");
    }
    if (restartTime < 0 || restartTime > MOST_RESTART) {
      throw new OperatorException("--restart-time " + restartTime + ": 0 (none) to 4095 seconds");
    }
    if (restarted && restartTime == 0) {
      throw new OperatorException("--restarted needs --restart-time");
    }
  }

  @Override
  public String label() {
    return asn == -1 ? "speaker" : "speaker-as" + asn;
  }

  /** Whether it sends its OPEN first. */
  public boolean active() {
    return active;
  }

  /** Its AS number; 0 for that of the other end. */
  public long asn() {
    return Math.max(0, asn);
  }

  /** Its BGP identifier; empty for one that is made. */
  public String id() {
    return id;
  }

  /** The hold time it proposes, seconds. */
  public int hold() {
    return hold;
  }

  /** The AS number that the other end must have; 0 for any. */
  public long remoteAsn() {
    return Math.max(0, remoteAsn);
  }

  /** The least hold time of the other end, seconds. */
  public int remoteHold() {
    return remoteHold;
  }

  /** How long the other end is to keep the routes when this end is lost, seconds; 0 for not. */
  public int restartTime() {
    return restartTime;
  }

  /** Whether it takes the place of one that was lost. */
  public boolean restarted() {
    return restarted;
  }
}
