package io.sluice.bgp.conformance;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.json.FamilyNames;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The decoding context that global options of bgpipe stand for, for messages to the right. */
final class Context {
  private static final Pattern FAMILY = Pattern.compile("\"([A-Z0-9_]+/[A-Z0-9_]+)/([A-Z0-9]+)\"");

  private Context() {}

  static DecodeContext of(String options) {
    List<AddressFamily> addPath = new ArrayList<>();
    List<AddressFamily> nextHop = new ArrayList<>();
    Matcher family = FAMILY.matcher(options);
    while (family.find()) {
      AddressFamily af = FamilyNames.familyOf(family.group(1));
      switch (family.group(2)) {
        case "BIDIR", "SEND" -> addPath.add(af);
        case "IPV6" -> nextHop.add(af);
        default -> {}
      }
    }
    return DecodeContext.of(!options.contains("-2"), addPath, nextHop);
  }
}
