package io.sluice.cli;

import io.sluice.cli.config.Config;
import io.sluice.cli.config.ConfigOption;
import io.sluice.cli.http.HttpOptions;
import io.sluice.cli.log.LogOptions;
import io.sluice.cli.trace.TraceOptions;
import io.sluice.proxy.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options in front of a pipeline. The same for a whole run and for each half of it. */
public class RunOptions {
  @Option(
      names = {"-v", "--version"},
      description = "print detailed version info and quit")
  boolean version;

  @Option(
      names = {"-n", "--explain"},
      description = "print the pipeline as configured and quit")
  boolean explain;

  @Mixin ConfigOption config = new ConfigOption();

  @Mixin LogOptions log = new LogOptions();

  @Option(
      names = {"-e", "--events"},
      paramLabel = "strings",
      split = ",",
      description =
          "log given events (\"all\" means all events; default: what becomes of the session)")
  List<String> events = new ArrayList<>();

  @Option(
      names = {"-k", "--kill"},
      paramLabel = "strings",
      split = ",",
      description = "kill session on any of these events")
  List<String> kill = new ArrayList<>();

  @Option(
      names = {"-i", "--stdin"},
      description = "read JSON from stdin")
  boolean stdin;

  @Option(
      names = {"-o", "--stdout"},
      description = "write JSON to stdout")
  boolean stdout;

  @Option(
      names = {"-I", "--stdin-wait"},
      description = "like --stdin but wait for ESTABLISHED")
  boolean stdinWait;

  @Option(
      names = {"-O", "--stdout-wait"},
      description = "like --stdout but wait for EOR")
  boolean stdoutWait;

  @Mixin ContextOptions context = new ContextOptions();

  @Option(
      names = "--session",
      paramLabel = "string",
      description = "name of the session (default LEFT~RIGHT, as written)")
  String session;

  @Option(
      names = "--name",
      paramLabel = "string",
      description = "name of this process, unique and kept over restarts (default: the host's)")
  String name;

  @Option(
      names = "--data",
      paramLabel = "string",
      description = "data folder (default $SLUICE_DATA, else ~/.local/state/sluice)")
  String data;

  @Option(
      names = "--deadline",
      paramLabel = "duration",
      defaultValue = "30s",
      description = "longest wait for a verdict")
  Duration deadline;

  @Option(
      names = "--fail",
      paramLabel = "string",
      defaultValue = "close",
      description = "what then: close, hold or pass")
  String fail;

  @Option(
      names = "--fail-absent",
      paramLabel = "string",
      description = "the same when there is no judge at all (default as --fail)")
  String failAbsent;

  @Option(
      names = "--warm-up",
      paramLabel = "duration",
      defaultValue = "4s",
      description = "send synthetic messages through the loop before the session (0 means none)")
  Duration warmUp;

  @Option(
      names = "--threads",
      paramLabel = "int",
      defaultValue = "1",
      description = "threads of the judge")
  int threads;

  @Option(
      names = "--standbys",
      paramLabel = "int",
      defaultValue = "0",
      description = "copies of a judge's state kept ready at other judges")
  int standbys;

  @Mixin TraceOptions trace = new TraceOptions();

  @Mixin HttpOptions http = new HttpOptions();

  @Mixin ReadingOptions reading = new ReadingOptions();

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Mixin RegistryOptions registry = new RegistryOptions();

  private Limits limits = Limits.defaults();

  /** Takes what a file says and no option does. */
  public void configure(Config config) {
    config.apply(kafka, registry);
    limits = config.limits();
  }

  /** The file with the rest; null for none. */
  public Path config() {
    return config.file();
  }

  /** What bounds the proxy. */
  public Limits limits() {
    return limits;
  }

  /** Whether the version is asked for. */
  public boolean version() {
    return version;
  }

  /** Whether an explanation is asked for. */
  public boolean explain() {
    return explain;
  }

  /** What is logged, and how. */
  public LogOptions log() {
    return log;
  }

  /**
   * Words for events to log.
   *
   * @param usual what they are when none are given
   */
  public List<String> events(List<String> usual) {
    return events.isEmpty() ? usual : events;
  }

  /** Words for events that close the session. */
  public List<String> kill() {
    return kill;
  }

  /** Whether to print all messages. */
  public boolean stdout() {
    return stdout || stdoutWait;
  }

  /** Whether messages are read from standard input. */
  public boolean stdin() {
    return stdin || stdinWait;
  }

  /** Whether they are read from ESTABLISHED on. */
  public boolean stdinWait() {
    return stdinWait;
  }

  /** Whether to print all messages behind the End-of-RIB. */
  public boolean stdoutWait() {
    return stdoutWait;
  }

  /** How messages of files are decoded. */
  public ContextOptions context() {
    return context;
  }

  /** Name of the session; null for that of its ends. */
  public String session() {
    return session;
  }

  /** Name of this process; null for the host's. */
  public String name() {
    return name;
  }

  /** The data folder; null when none is named. */
  public String data() {
    return data;
  }

  /** Longest wait for a verdict. */
  public Duration deadline() {
    return deadline;
  }

  /** What to do when a verdict is late. */
  public String fail() {
    return fail;
  }

  /** What to do when there is no judge; null for the same. */
  public String failAbsent() {
    return failAbsent;
  }

  /** Where the schema registry is. */
  public RegistryOptions registry() {
    return registry;
  }

  /** How long to warm up before the session is accepted. */
  public Duration warmUp() {
    return warmUp;
  }

  /** Threads of the judge. */
  public int threads() {
    return threads;
  }

  /** Copies of a judge's state. */
  public int standbys() {
    return standbys;
  }

  /** What is traced. */
  public TraceOptions trace() {
    return trace;
  }

  /** Its HTTP port. */
  public HttpOptions http() {
    return http;
  }

  /** How filters are read and messages are printed. */
  public ReadingOptions reading() {
    return reading;
  }

  /** Where Kafka is. */
  public KafkaOptions kafka() {
    return kafka;
  }
}
