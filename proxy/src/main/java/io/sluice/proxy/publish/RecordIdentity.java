package io.sluice.proxy.publish;

import io.sluice.schemas.Topic;
import io.sluice.schemas.UndecodableRecordException;
import io.sluice.schemas.wire.AvroInput;

/**
 * What tells one record of ours from another: the run that it belongs to, and its place there.
 * Records of one run are published in the order of their places, so the last place found in a topic
 * tells what is still missing. Reusable; not thread safe.
 */
final class RecordIdentity {
  private final AvroInput in = new AvroInput();
  private String run;
  private long place;
  private int dispositionAt;

  /** Reads a record; false when it is none that a proxy publishes. */
  boolean read(Topic topic, byte[] value) {
    if (value == null) {
      return false;
    }
    try {
      in.begin(value);
      String session = in.readString();
      long epoch = in.readLong();
      if (topic == Topic.SESSIONS) {
        run = topic + "/" + session;
        place = in.readLong();
        return true;
      }
      int direction = in.readIndex(2);
      run = run(topic, session, epoch);
      if (topic == Topic.AUDIT) {
        run += "/" + direction;
        place = in.readLong();
        return isRun();
      }
      skipOrigin();
      dispositionAt = in.position();
      in.readIndex(4);
      place = in.readLong();
      return true;
    } catch (UndecodableRecordException e) {
      return false;
    }
  }

  /** The run of the records of a session in a topic; each direction has its own topic. */
  static String run(Topic topic, String session, long epoch) {
    return topic + "/" + session + "/" + epoch;
  }

  /** Whether the audit record is one of a proxy: it has no type, for it is for a run. */
  private boolean isRun() {
    in.readInt();
    in.readLong();
    in.readLong();
    addresses();
    return in.readInt() == 0;
  }

  private void skipOrigin() {
    addresses();
    in.readInt();
    families();
    families();
    in.readInt();
  }

  private void addresses() {
    for (int end = 0; end < 2; end++) {
      in.skip(in.readLength());
      in.readLong();
    }
  }

  private void families() {
    for (int n = in.readBlock(); n > 0; n = in.readBlock()) {
      for (int i = 0; i < n; i++) {
        in.readInt();
      }
    }
  }

  /** The run that the record belongs to. */
  String run() {
    return run;
  }

  /** Where the octet of the disposition stands in a message's record. */
  int dispositionAt() {
    return dispositionAt;
  }

  /** Its place there. */
  long place() {
    return place;
  }
}
