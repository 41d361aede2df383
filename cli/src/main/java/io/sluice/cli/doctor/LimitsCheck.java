package io.sluice.cli.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What the machine lets a process have: file descriptors and memory. */
final class LimitsCheck {
  /** For jars, Kafka's clients, the spool and the logs. */
  private static final long DESCRIPTORS_AT_LEAST = 512;

  /** Two connections, and as many that wait while those before them end. */
  private static final long DESCRIPTORS_PER_SESSION = 12;

  private final Patient patient;

  LimitsCheck(Patient patient) {
    this.patient = patient;
  }

  List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    long sessions = patient.plan().sessions().size();
    long wanted = DESCRIPTORS_AT_LEAST + sessions * DESCRIPTORS_PER_SESSION;
    long descriptors =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    if (descriptors < wanted) {
      findings.add(
          Finding.fail(
              descriptors + " file descriptors are allowed, " + wanted + " may be needed",
              "ulimit -n " + wanted + ", or LimitNOFILE=" + wanted + " in the unit of systemd"));
    }
    long held = patient.plan().options().limits().bytesInAll();
    long heap = Runtime.getRuntime().maxMemory();
    if (patient.plan().half().hasProxy() && held > heap / 2) {
      findings.add(
          Finding.fail(
              "limits.bytes-in-all lets "
                  + Sizes.of(held)
                  + " wait for verdicts, and the Java heap has "
                  + Sizes.of(heap),
              "SLUICE_JAVA_OPTS=-Xmx" + (2 * held >> 20) + "m, or a lower limits.bytes-in-all"));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(descriptors + " file descriptors, a Java heap of " + Sizes.of(heap)));
    }
    return findings;
  }
}
