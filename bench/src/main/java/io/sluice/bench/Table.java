package io.sluice.bench;

/**
 * Routes as a stream of UPDATEs.
 *
 * @param messages whole messages, back to back, without End-of-RIB
 * @param count how many messages
 * @param routes how many routes they announce
 */
public record Table(byte[] messages, int count, int routes) {

  /** SHA-256 over the messages, in hexadecimal. */
  public String sha256() {
    try {
      byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(messages);
      return java.util.HexFormat.of().formatHex(digest);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
