package io.sluice.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether the data folder can be written, and the spool has room there. */
final class DiskCheck {
  /** Less than this, and not even a short absence of Kafka can be bridged. */
  private static final long LEAST = 64 << 20;

  private final Patient patient;

  DiskCheck(Patient patient) {
    this.patient = patient;
  }

  List<Finding> look() throws IOException {
    Path folder = patient.plan().data().path();
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
      return List.of(
          Finding.fail(
              "the data folder " + folder + " cannot be " + (there == folder ? "written" : "made"),
              "chown it to the user that runs sluice, or name another with --data (data: in the"
                  + " file)"));
    }
    List<Finding> findings = new ArrayList<>();
    long free = Files.getFileStore(there).getUsableSpace();
    long spooled = 0;
    long damaged = 0;
    for (Path file : files(folder.resolve("spool"))) {
      spooled += Files.size(file);
      damaged += file.toString().endsWith(".damaged") ? 1 : 0;
    }
    long most = patient.plan().options().limits().spoolBytes();
    String room =
        Sizes.of(free) + " are free at " + folder + ", where the spool may take " + Sizes.of(most);
    if (free < LEAST) {
      findings.add(Finding.fail(room, "make room there, or name another folder with --data"));
    } else if (free < most - spooled) {
      findings.add(
          Finding.warn(
              room,
              "make room there, name another folder with --data, or set limits.spool-bytes to"
                  + " what there is"));
    }
    if (damaged > 0) {
      findings.add(
          Finding.warn(
              damaged + " segments of the spool in " + folder + " were torn off (*.damaged)",
              "what could be read of them is published: delete them when nobody wants a look"));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(room));
    }
    return findings;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
