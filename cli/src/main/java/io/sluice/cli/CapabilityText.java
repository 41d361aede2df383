package io.sluice.cli;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Open;
import io.sluice.bgp.cap.CapabilityValue.AddPath;
import io.sluice.bgp.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads capabilities as an operator writes them: what stands at "caps" in the JSON of an OPEN. */
final class CapabilityText {
  private CapabilityText() {}

  /**
   * How messages of a direction are decoded when both ends have these capabilities.
   *
   * @param written JSON, or @FILE
   * @param as4 whether AS numbers have four octets
   * @throws OperatorException if it cannot be read
   */
  static DecodeContext context(String written, boolean as4, Direction direction) {
    Open open = Open.parse(message(text(written), written));
    int mode = direction == Direction.R ? AddPath.SEND : AddPath.RECEIVE;
    List<AddressFamily> addPath = new ArrayList<>();
    open.addPath()
        .forEach(
            (family, modes) -> {
              if ((modes & mode) != 0) {
                addPath.add(family);
              }
            });
    return DecodeContext.of(as4, addPath, open.extendedNextHop());
  }

  private static String text(String written) {
    if (!written.startsWith("@")) {
      return written;
    }
    try {
      return Files.readString(Path.of(written.substring(1)));
    } catch (IOException e) {
      throw new OperatorException("cannot read --caps " + written + ": " + e, e);
    }
  }

  private static byte[] message(String caps, String written) {
    byte[] line =
        ("[\"R\",1,\"\",\"OPEN\",{\"bgp\":4,\"asn\":1,\"id\":\"0.0.0.1\",\"hold\":90,\"caps\":"
                + caps.strip().replace('\n', ' ')
                + "}]")
            .getBytes(StandardCharsets.UTF_8);
    JsonReader reader = new JsonReader(DecodeContext.AS4, DecodeContext.AS4);
    if (reader.read(line, 0, line.length) != JsonReader.Outcome.MESSAGE) {
      throw new OperatorException(
          "--caps "
              + written
              + ": "
              + reader.error()
              + "; write capabilities as in the JSON of an OPEN,"
              + " {\"ADDPATH\":[\"IPV4/UNICAST/BIDIR\"]}");
    }
    return reader.message();
  }
}
