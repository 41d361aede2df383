package io.sluice.filters.streams;

import io.sluice.filters.PipelineRun;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The journal of a task's stages, as a state store. The stages hold their state themselves, in
 * structures of their own; what they write passes through here into the changelog topic only, and
 * what is restored from there goes to them. So each write is one record, and nothing is kept twice.
 * It cannot be read.
 */
final class JournalStore implements KeyValueStore<Bytes, byte[]> {
  private final String name;
  private final TaskPipelines pipelines;
  private final Position position = Position.emptyPosition();
  private TaskId task;
  private boolean open;

  private JournalStore(String name, TaskPipelines pipelines) {
    this.name = name;
    this.pipelines = pipelines;
  }

  static KeyValueBytesStoreSupplier supplier(String name, TaskPipelines pipelines) {
    return new KeyValueBytesStoreSupplier() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public KeyValueStore<Bytes, byte[]> get() {
        return new JournalStore(name, pipelines);
      }

      @Override
      public String metricsScope() {
        return "journal";
      }
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    task = context.taskId();
    PipelineRun run = pipelines.open(task);
    open = true;
    context.register(root, run::restore);
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      pipelines.close(task);
    }
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public Position getPosition() {
    return position;
  }

  @Override
  public void put(Bytes key, byte[] value) {
    // The stage has it already; the layer around this one writes the changelog.
  }

  @Override
  public byte[] putIfAbsent(Bytes key, byte[] value) {
    throw unreadable();
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {}

  @Override
  public byte[] delete(Bytes key) {
    return null;
  }

  @Override
  public byte[] get(Bytes key) {
    throw unreadable();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    throw unreadable();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    throw unreadable();
  }

  @Override
  public long approximateNumEntries() {
    return 0;
  }

  private UnsupportedOperationException unreadable() {
    return new UnsupportedOperationException("store " + name + " is a journal, only written to");
  }
}
