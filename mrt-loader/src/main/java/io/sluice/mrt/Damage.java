package io.sluice.mrt;

import io.sluice.bgp.BgpError;

/**
 * Octets of an archive that gave no record.
 *
 * @param offset where they begin in the decompressed stream
 * @param octets how many were lost
 * @param error what is wrong with the BGP message in the record; {@code null} when the fault lies
 *     outside of one
 * @param reason what is wrong, in words
 */
public record Damage(long offset, long octets, BgpError error, String reason) {

  @Override
  public String toString() {
    return octets + " octets at offset " + offset + " lost: " + reason;
  }
}
