package io.sluice.schemas;

/** A record of a topic that is not what its schema says. */
public final class UndecodableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /**
   * @param offset octets from the start of the value to what is wrong
   */
  public UndecodableRecordException(String reason, int offset) {
    super(reason + " at offset " + offset + " of the record");
    this.offset = offset;
  }

  /** Octets from the start of the value to what is wrong. */
  public int offset() {
    return offset;
  }
}
