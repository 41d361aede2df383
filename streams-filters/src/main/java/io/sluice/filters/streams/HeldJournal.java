package io.sluice.filters.streams;

import io.sluice.filters.Journal;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Holds what the stages write until no more messages are at hand, and then writes it at one go and
 * in order. Written one by one, each record wakes the producer's thread, and most travel in a
 * request of their own, which costs more than judging the message. Must be flushed before offsets
 * are committed.
 */
final class HeldJournal implements Journal {
  private final KeyValueStore<Bytes, byte[]> store;
  private final List<Bytes> keys = new ArrayList<>();
  private final List<byte[]> values = new ArrayList<>();

  HeldJournal(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Override
  public void put(byte[] key, byte[] value) {
    keys.add(Bytes.wrap(key));
    values.add(value);
  }

  void flush() {
    for (int i = 0; i < keys.size(); i++) {
      store.put(keys.get(i), values.get(i));
    }
    keys.clear();
    values.clear();
  }
}
