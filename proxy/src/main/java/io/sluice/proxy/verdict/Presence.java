package io.sluice.proxy.verdict;

/** Whether there is anybody who could answer. */
public enum Presence {
  /** A judge is a member of the consumer group. */
  PRESENT("a judge is there"),
  /** Kafka answers, and says that the group of the judges has no member. */
  NO_JUDGE("no judge is there"),
  /** Kafka does not answer. */
  NO_KAFKA("Kafka does not answer");

  private final String words;

  Presence(String words) {
    this.words = words;
  }

  /** In words. */
  public String words() {
    return words;
  }
}
