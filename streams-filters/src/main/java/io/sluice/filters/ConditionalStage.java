package io.sluice.filters;

import io.sluice.bgp.Message;
import io.sluice.schemas.MessageOrigin;
import java.util.function.Predicate;

/** A stage that some messages pass by: those that are not concerned neither reach nor change it. */
public final class ConditionalStage implements StatefulStage {
  private final Stage stage;
  private final Predicate<Message> concerned;

  /**
   * @param stage what the others reach
   * @param concerned tells whether a message reaches it
   */
  public ConditionalStage(Stage stage, Predicate<Message> concerned) {
    this.stage = stage;
    this.concerned = concerned;
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    if (concerned.test(message)) {
      stage.judge(message, ruling);
    }
  }

  @Override
  public boolean decides() {
    return stage.decides();
  }

  @Override
  public int ceaseSubcode() {
    return stage.ceaseSubcode();
  }

  @Override
  public void attach(Journal journal) {
    if (stage instanceof StatefulStage stateful) {
      stateful.attach(journal);
    }
  }

  @Override
  public void restore(byte[] key, byte[] value) {
    if (stage instanceof StatefulStage stateful) {
      stateful.restore(key, value);
    }
  }

  @Override
  public void origin(MessageOrigin origin) {
    stage.origin(origin);
  }

  @Override
  public void idle() {
    stage.idle();
  }

  @Override
  public void close() {
    stage.close();
  }
}
