package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.bgp.Notification;
import io.sluice.proxy.speaker.SessionEnd;
import io.sluice.proxy.speaker.SpeakerSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker in the process, on a disk that becomes full under it. */
class DiskFullIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path dir;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(dir.resolve("data"));
    assumeTrue(
        shell("mount", "-t", "tmpfs", "-o", "size=60m", "none", disk.toString()) == 0,
        "no file system can be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    shell("umount", "-l", disk.toString());
  }

  private static int shell(String... words) throws Exception {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private void fill() {
    assertThatThrownBy(
            () -> {
              try (OutputStream out = Files.newOutputStream(disk.resolve("other"))) {
                while (true) {
                  out.write(new byte[1 << 16]);
                }
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  private SluiceCommand start(TwoSpeakers speakers, String fail) throws Exception {
    SluiceCommand sluice =
        SluiceCommand.start(
            dir,
            "sluice",
            "--warm-up",
            "0",
            "--fail",
            fail,
            "--deadline",
            "2s",
            "--",
            "listen",
            "127.0.0.1:0",
            "--",
            "connect",
            speakers.rightAddress());
    speakers.connect(sluice.awaitListening());
    fill();
    // Until it wants room on the disk that is not there any more.
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              speakers.left().announce(TwoSpeakers.announce(10, 0, 0, 24));
              return sluice.err().contains("the embedded broker has ended: ");
            });
    assertThat(sluice.err()).contains("No space left on device");
    return sluice;
  }

  @Test
  void the_session_ends_with_a_cease_and_the_process_says_why() throws Exception {
    try (TwoSpeakers speakers = new TwoSpeakers();
        SluiceCommand sluice = start(speakers, "hold")) {
      for (SpeakerSession session : List.of(speakers.left(), speakers.right())) {
        SessionEnd end = session.end().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(end.received()).as(end.toString()).isNotNull();
        assertThat(Notification.code(end.received())).isEqualTo(Notification.CEASE);
      }
      sluice.awaitExit(1);
    }
  }

  @Test
  void the_session_goes_on_unjudged_with_fail_pass_as_soon_as_there_is_room_for_what_is_told_later()
      throws Exception {
    try (TwoSpeakers speakers = new TwoSpeakers();
        SluiceCommand sluice = start(speakers, "pass")) {
      Files.delete(disk.resolve("other"));
      speakers.left().announce(TwoSpeakers.announce(11, 0, 0, 24));
      await().atMost(PATIENCE).until(() -> speakers.atRight().contains("11.0.0.0/24"));
      assertThat(sluice.isAlive()).isTrue();
    }
  }
}
