package io.sluice.bgp.check;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.BgpError.Treatment;
import java.util.List;

/**
 * What is wrong with an UPDATE, and what RFC 7606 makes of it as a whole.
 *
 * @param errors all that is wrong, in the order of the message; empty when nothing is
 * @param treatment the hardest of their treatments, made harder where the routes cannot be known
 *     (RFC 7606 5.2); {@code null} when nothing is wrong
 */
public record Validation(List<BgpError> errors, Treatment treatment) {
  /** Nothing is wrong. */
  public static final Validation SOUND = new Validation(List.of(), null);

  /** Whether nothing is wrong. */
  public boolean sound() {
    return errors.isEmpty();
  }

  /** The first error of the whole's treatment: the one to tell the peer; {@code null} for none. */
  public BgpError worst() {
    BgpError worst = null;
    for (BgpError error : errors) {
      if (worst == null || error.treatment().compareTo(worst.treatment()) > 0) {
        worst = error;
      }
    }
    return worst;
  }
}
