package io.sluice.mrt;

import io.sluice.bgp.BgpError;

/**
 * Octets of an archive that gave no record, or parts of records that messages have no place for.
 *
 * @param offset where they begin in the decompressed stream
 * @param octets how many were lost; 0 where the record was read, but for a part
 * @param error what is wrong with the BGP message in the record; {@code null} when the fault lies
 *     outside of one
 * @param reason what is wrong, in words
 */
public record Damage(long offset, long octets, BgpError error, String reason) {

  @Override
  public String toString() {
    if (octets == 0) {
      return "at offset " + offset + ": " + reason;
    }
    return octets + " octets at offset " + offset + " lost: " + reason;
  }
}
