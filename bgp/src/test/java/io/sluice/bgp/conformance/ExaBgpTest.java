package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Update;
import io.sluice.bgp.exa.ExaReader;
import io.sluice.bgp.exa.ExaSyntaxException;
import io.sluice.bgp.exa.ExaWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ExaBGP makes of messages and of commands in its own tests, and what we make of them. */
class ExaBgpTest {
  private static final DecodeContext EXTENDED_NEXT_HOP =
      DecodeContext.of(true, List.of(), List.of(AddressFamily.IPV4_UNICAST));

  @Test
  void everyMessageSaysWhatExaBgpPrints() throws IOException {
    Deviations deviations = Deviations.of("exabgp.tsv");
    List<ExaBgpCase> cases = new ArrayList<>(ExaBgpCase.decoding());
    cases.addAll(ExaBgpCase.encoding());
    int compared = 0;
    for (ExaBgpCase one : cases) {
      if (one.json() != null && Header.type(one.message(), 0) == MessageType.UPDATE.code()) {
        compared++;
        String theirs = ExaBgpFacts.of(Tree.parse(one.json())).toString();
        List<String> ours =
            CapturesTest.CONTEXTS.stream()
                .map(c -> ExaBgpFacts.reduced(Facts.of(one.message(), c)).toString())
                .toList();
        deviations.compare(one.name(), theirs, ours.contains(theirs) ? theirs : ours.get(0));
      } else if (Header.type(one.message(), 0) == MessageType.OPEN.code()) {
        assertThat(Facts.of(one.message(), DecodeContext.AS4).toString())
            .as(one.name())
            .contains("version 4");
      }
    }
    assertThat(compared).isGreaterThan(50);
    deviations.verify();
  }

  @Test
  void everyRouteCommandMakesAMessageThatSaysTheSame() throws IOException {
    Deviations deviations = Deviations.of("exabgp-commands.tsv");
    int compared = 0;
    for (ExaBgpCase one : ExaBgpCase.encoding()) {
      if (one.command() != null && one.command().matches("(announce|withdraw) route .*")) {
        compared++;
        String ours;
        try {
          ours = said(new ExaReader(context(one)).read(one.command()), one);
        } catch (ExaSyntaxException e) {
          ours = "refused: " + e.getMessage();
        }
        deviations.compare(one.command(), said(one.message(), one), ours);
      }
    }
    assertThat(compared).isGreaterThan(20);
    deviations.verify();
  }

  @Test
  void everyMessageWrittenAsCommandsAndReadAgainSaysTheSame() throws IOException {
    int compared = 0;
    for (ExaBgpCase one : ExaBgpCase.encoding()) {
      DecodeContext context = context(one);
      AsciiBuffer out = new AsciiBuffer();
      if (Header.type(one.message(), 0) == MessageType.UPDATE.code()) {
        new ExaWriter().write(Update.of(one.message(), context), out);
      }
      Facts facts = ExaBgpFacts.reduced(Facts.of(one.message(), context));
      for (String line : out.toString().lines().toList()) {
        compared++;
        byte[] again = new ExaReader(context).read(line);
        assertThat(facts.lines())
            .as("%s: %s", one.name(), line)
            .containsAll(ExaBgpFacts.reduced(Facts.of(again, context)).lines());
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  /** One case is of a session with AS numbers of two octets, and one of path identifiers. */
  private static DecodeContext context(ExaBgpCase one) {
    if (one.name().contains("addpath")) {
      return DecodeContext.of(true, List.of(AddressFamily.IPV4_UNICAST), List.of());
    }
    return one.name().contains("no-asn4") ? DecodeContext.AS2 : EXTENDED_NEXT_HOP;
  }

  private static String said(byte[] message, ExaBgpCase one) {
    return ExaBgpFacts.reduced(Facts.of(message, context(one))).toString();
  }
}
