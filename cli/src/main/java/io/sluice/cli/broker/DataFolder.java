package io.sluice.cli.broker;

import io.sluice.cli.OperatorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The folder in which processes on one machine keep what must survive a restart: the embedded
 * broker's log, a proxy's spool, a judge's stores. Each of these roles is locked of its own, so
 * that a broker, a proxy and a judge may share a folder, but no two brokers.
 *
 * @param path the folder
 */
public record DataFolder(Path path) {
  /** The environment variable that names the folder when no option does. */
  public static final String VARIABLE = "SLUICE_DATA";

  /**
   * The folder that is meant: what the option says, else SLUICE_DATA, else sluice below the state
   * folder of the XDG base directories.
   *
   * @param option value of --data; null when it was not given
   */
  public static DataFolder choose(String option, Map<String, String> environment) {
    if (option != null) {
      return new DataFolder(Path.of(option).toAbsolutePath());
    }
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      return new DataFolder(Path.of(named).toAbsolutePath());
    }
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        state.isEmpty()
            ? Path.of(
                environment.getOrDefault("HOME", System.getProperty("user.home")),
                ".local",
                "state")
            : Path.of(state);
    return new DataFolder(base.resolve("sluice").toAbsolutePath());
  }

  /** A folder below it; made when it is not there. */
  public Path sub(String name) {
    return made(path.resolve(name));
  }

  /**
   * Takes a role in this folder until the lock is closed.
   *
   * @throws OperatorException if another process has it
   */
  public Lock lock(String role) {
    Path file = made(path).resolve(role + ".lock");
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new Lock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another part of this very process has it.
    } catch (IOException e) {
      close(channel);
      throw new OperatorException("cannot use the data folder " + path + ": " + e, e);
    }
    close(channel);
    throw new OperatorException(
        "the "
            + role
            + " in the data folder "
            + path
            + " belongs to process "
            + holder(file)
            + ": stop it, or choose another folder with --data or "
            + VARIABLE);
  }

  private static String holder(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "(unknown)";
    }
  }

  private static void close(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // Nothing was written.
      }
    }
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new OperatorException(
          "cannot make the data folder " + folder + ": " + e + "; choose another with --data", e);
    }
  }

  /** A role taken. */
  public static final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
      this.channel = channel;
    }

    /** Gives it up. */
    @Override
    public void close() {
      DataFolder.close(channel);
    }
  }
}
