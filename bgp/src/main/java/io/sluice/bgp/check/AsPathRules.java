package io.sluice.bgp.check;

import io.sluice.bgp.Flaw;
import io.sluice.bgp.attr.AsPathCursor;
import io.sluice.bgp.attr.AsPaths;

/** What is wrong with an AS_PATH (RFC 4271 6.3, RFC 5065, RFC 7606 7.2, RFC 7607). */
final class AsPathRules {
  private AsPathRules() {}

  static Flaw check(byte[] b, int at, int length, int width, PeerRules peer) {
    Flaw malformed = AsPaths.check(b, at, length, width);
    if (malformed != null) {
      return malformed;
    }
    AsPathCursor path = new AsPathCursor().reset(b, at, length, width);
    boolean first = true;
    while (path.next()) {
      if (path.asn() == 0) {
        return Flaw.AS_PATH_ZERO;
      }
      if (path.inConfederation() && !peer.confederation()) {
        return Flaw.AS_PATH_CONFED;
      }
      if (first && peer.external() && peer.firstAs() != 0) {
        boolean starts = path.segmentType() == AsPaths.AS_SEQUENCE && known(path, peer, width);
        if (!starts) {
          return Flaw.AS_PATH_FIRST_AS;
        }
      }
      first = false;
    }
    boolean missing = first && peer.external() && peer.firstAs() != 0;
    return missing ? Flaw.AS_PATH_FIRST_AS : null;
  }

  /** In two octets a number that needs more stands as AS_TRANS. */
  private static boolean known(AsPathCursor path, PeerRules peer, int width) {
    long wanted = peer.firstAs();
    return path.asn() == (width == 2 && wanted > 0xffff ? io.sluice.bgp.Open.AS_TRANS : wanted);
  }
}
