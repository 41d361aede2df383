package io.sluice.proxy.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the kernel counted of segments with a wrong or missing MD5 signature, for all sockets
 * together: the only sign that tells a wrong key from an absent peer, for neither gets an answer.
 *
 * @param notFound segments without a signature where a key is set
 * @param unexpected segments with one where no key is set
 * @param failure segments with one that another key made
 */
public record Md5Statistics(long notFound, long unexpected, long failure) {
  private static final Path FILE = Path.of("/proc/net/netstat");

  /** What is counted so far; all zero where it cannot be read. */
  public static Md5Statistics read() {
    try {
      return parse(Files.readAllLines(FILE));
    } catch (IOException e) {
      return new Md5Statistics(0, 0, 0);
    }
  }

  static Md5Statistics parse(List<String> lines) {
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      if (lines.get(i).startsWith("TcpExt:")) {
        String[] names = lines.get(i).split(" ");
        String[] values = lines.get(i + 1).split(" ");
        return new Md5Statistics(
            value(names, values, "TCPMD5NotFound"),
            value(names, values, "TCPMD5Unexpected"),
            value(names, values, "TCPMD5Failure"));
      }
    }
    return new Md5Statistics(0, 0, 0);
  }

  private static long value(String[] names, String[] values, String name) {
    for (int i = 0; i < Math.min(names.length, values.length); i++) {
      if (names[i].equals(name)) {
        return Long.parseLong(values[i]);
      }
    }
    return 0;
  }

  /** What came since an earlier reading. */
  public Md5Statistics since(Md5Statistics earlier) {
    return new Md5Statistics(
        notFound - earlier.notFound, unexpected - earlier.unexpected, failure - earlier.failure);
  }

  /** All three together. */
  public long total() {
    return notFound + unexpected + failure;
  }

  /** What they suggest, in words; empty when nothing was dropped. */
  public String words() {
    if (total() == 0) {
      return "";
    }
    String what =
        failure > 0
            ? "a wrong MD5 signature: do both ends have the same password?"
            : notFound > 0
                ? "no MD5 signature: has the other end no password?"
                : "an unexpected MD5 signature: the other end has a password, this one has none";
    return "the kernel dropped " + total() + " segments meanwhile with " + what;
  }
}
