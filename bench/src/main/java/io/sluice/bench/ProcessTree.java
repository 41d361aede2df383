package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a process and its descendants use, as Linux tells it under /proc. */
public final class ProcessTree {
  /** USER_HZ: 100 on every Linux in use. */
  private static final double TICKS_PER_SECOND = 100;

  private final long pid;

  /** The tree below a process. */
  public ProcessTree(long pid) {
    this.pid = pid;
  }

  /** CPU time of all of them so far, with that of children waited for; seconds. */
  public double cpuSeconds() {
    long ticks = 0;
    for (long id : ids()) {
      String stat = read(Path.of("/proc/" + id + "/stat"));
      if (!stat.isEmpty()) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        for (int i = 11; i <= 14; i++) {
          ticks += Long.parseLong(fields[i]);
        }
      }
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** CPU time of the whole machine so far, seconds; what is stolen by its host not counted. */
  public static double machineCpuSeconds() {
    String[] fields = read(Path.of("/proc/stat")).split("\n", 2)[0].trim().split(" +");
    long ticks = 0;
    // user, nice, system, then past idle and waiting: interrupts, soft interrupts
    for (int i : new int[] {1, 2, 3, 6, 7}) {
      ticks += fields.length > i ? Long.parseLong(fields[i]) : 0;
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** The most memory that each of them had resident at once, added up; MiB. */
  public long peakMebibytes() {
    return status("VmHWM:");
  }

  /** The memory that they have resident now, MiB. */
  public long residentMebibytes() {
    return status("VmRSS:");
  }

  private long status(String key) {
    long kib = 0;
    for (long id : ids()) {
      for (String line : read(Path.of("/proc/" + id + "/status")).split("\n")) {
        if (line.startsWith(key)) {
          kib += Long.parseLong(line.substring(key.length()).trim().split(" ")[0]);
        }
      }
    }
    return kib / 1024;
  }

  private List<Long> ids() {
    List<Long> ids = new ArrayList<>(List.of(pid));
    for (int i = 0; i < ids.size(); i++) {
      try (Stream<Path> tasks = Files.list(Path.of("/proc/" + ids.get(i) + "/task"))) {
        for (Path task : tasks.toList()) {
          for (String child : read(task.resolve("children")).split(" ")) {
            if (!child.isBlank()) {
              ids.add(Long.parseLong(child.trim()));
            }
          }
        }
      } catch (IOException e) {
        // It ended meanwhile.
      }
    }
    return ids;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
