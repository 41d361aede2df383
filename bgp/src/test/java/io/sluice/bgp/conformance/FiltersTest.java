package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.filter.Filter;
import io.sluice.bgp.filter.FilterSyntaxException;
import io.sluice.bgp.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The filter expressions of bgpipe and the messages that they let pass. */
class FiltersTest {
  private static final int SECTION = 0;
  private static final int EXPRESSION = 1;
  private static final int MATCHES = 3;

  @Test
  void inItsModeEachFilterLetsTheSameMessagesPassAsInBgpipe() throws IOException {
    List<Message> messages = messages();
    List<String[]> rows = SharedData.rows("bgpipe-json/filters.tsv");
    assertThat(rows).hasSizeGreaterThan(570);
    Deviations deviations = Deviations.of("filters.tsv");
    for (String[] row : rows) {
      String expression = row[EXPRESSION].replace("\\t", "\t");
      String theirs = row[MATCHES].matches("(ERROR|CRASH).*") ? "refused" : row[MATCHES];
      deviations.compare(
          row[SECTION] + ": " + row[EXPRESSION], theirs, matches(expression, messages));
    }
    deviations.verify();
  }

  private static String matches(String expression, List<Message> messages) {
    Filter filter;
    try {
      filter = Filter.compile(expression, Filter.Mode.BGPIPE);
    } catch (FilterSyntaxException e) {
      assertThat(e.column()).isBetween(1, expression.length() + 1);
      return "refused";
    }
    StringBuilder ranges = new StringBuilder();
    long from = -1;
    long to = -1;
    for (Message message : messages) {
      if (filter.evaluate(message) != Filter.Result.MATCH) {
        continue;
      }
      if (message.sequence() == to + 1 && from >= 0) {
        to++;
        continue;
      }
      append(ranges, from, to);
      from = message.sequence();
      to = from;
    }
    append(ranges, from, to);
    return ranges.length() == 0 ? "(none)" : ranges.toString();
  }

  private static void append(StringBuilder ranges, long from, long to) {
    if (from >= 0) {
      ranges.append(ranges.length() == 0 ? "" : " ").append(from);
      ranges.append(to > from ? "-" + to : "");
    }
  }

  private static List<Message> messages() throws IOException {
    List<Message> messages = new ArrayList<>();
    // One of them announces IPv4 with an IPv6 next hop.
    DecodeContext context = Context.of("\"IPV4/UNICAST/IPV6\"");
    JsonReader reader = new JsonReader(context, context);
    for (String line : Files.readAllLines(SharedData.file("bgpipe-json/filter-input.jsonl"))) {
      byte[] bytes = line.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      assertThat(reader.read(bytes, 0, bytes.length))
          .as(() -> reader.error() + ": " + line)
          .isEqualTo(JsonReader.Outcome.MESSAGE);
      messages.add(
          new Message()
              .wrap(reader.message(), 0, reader.message().length)
              .describe(
                  "",
                  0,
                  reader.direction() == null ? Direction.R : reader.direction(),
                  reader.sequence(),
                  reader.timeMicros(),
                  context,
                  reader.tags()));
    }
    assertThat(messages).hasSize(210);
    return messages;
  }
}
