package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.Archives;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that name the format of files, where their names and content do not tell it. */
public final class InputFormat {
  private static final String AUTO = "auto";

  /** Formats by the words of bgpipe. */
  static final List<String> WORDS = List.of(AUTO, "json", "raw", "mrt", "exa", "bmp", "obmp");

  @Option(
      names = "--format",
      paramLabel = "string",
      defaultValue = AUTO,
      description = "format of the input (auto/json/raw/mrt/exa/bmp/obmp)")
  String format = AUTO;

  @Option(names = "--mrt", description = "the same as --format mrt")
  boolean mrt;

  /**
   * The word for it; "auto" when it is to be found out.
   *
   * @throws OperatorException if two are named, or one that there is not
   */
  public String word() {
    SourceOptions.oneOf("--format", format, WORDS);
    if (mrt && !format.equals(AUTO) && !format.equals("mrt")) {
      throw new OperatorException("--mrt and --format " + format + " contradict each other");
    }
    return mrt ? "mrt" : format;
  }

  /** The format; {@code null} when it is to be found out. */
  public ArchiveFormat format() {
    return Archives.formatNamed(word());
  }
}
