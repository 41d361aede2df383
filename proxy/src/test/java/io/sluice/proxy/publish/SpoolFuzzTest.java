package io.sluice.proxy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whatever stands in a segment or a record: entries, or a word on what is wrong with it. */
class SpoolFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void anySegmentIsReadToItsEndOrItsDamage(byte[] octets) throws IOException {
    Path segment = Files.createTempFile("spool", ".segment");
    try {
      Files.write(segment, octets);
      int read = 0;
      try (SpoolReader reader = new SpoolReader(segment)) {
        for (SpoolEntry e = reader.next(); e != null; e = reader.next()) {
          read += 8 + Spool.HEAD + (e.trace() == null ? 0 : Spool.SPAN);
          read += e.key().length + e.value().length;
        }
        assertThat(reader.damage() == null).isEqualTo(read == octets.length);
      }
    } finally {
      Files.delete(segment);
    }
  }

  @FuzzTest(maxDuration = "1m")
  void anyRecordHasAnIdentityOrNone(byte[] octets) {
    RecordIdentity identity = new RecordIdentity();
    for (Topic topic : new Topic[] {Topic.TO_RIGHT, Topic.AUDIT, Topic.SESSIONS}) {
      if (identity.read(topic, octets)) {
        assertThat(identity.run()).startsWith(topic.name());
      }
    }
  }
}
