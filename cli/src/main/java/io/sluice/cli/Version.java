package io.sluice.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version this is. */
public final class Version {
  private Version() {}

  /** Version of Sluice, of the Java that runs it and of the Kafka in it. */
  public static String text() {
    Properties p = properties();
    return "sluice "
        + p.getProperty("version")
        + "\n  java   "
        + System.getProperty("java.vm.version")
        + " ("
        + System.getProperty("java.vendor")
        + ")\n  kafka  "
        + p.getProperty("kafka")
        + "\n  system "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch")
        + "\n";
  }

  /** Version of Sluice alone. */
  public static String number() {
    return properties().getProperty("version");
  }

  private static Properties properties() {
    Properties p = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      p.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return p;
  }
}
