package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.AsPath;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableGeneratorTest {
  private static final int ROUTES = 150_000;

  /** Path and prefix of each route, and how many messages had what. */
  private static final class Contents {
    final Map<Long, String> routes = new HashMap<>();
    final Set<String> attributes = new HashSet<>();
    int messages;
    int withCommunities;
    int withLargeCommunities;

    Contents(Table table) {
      Update update = new Update();
      PrefixCursor cursor = new PrefixCursor();
      AsPath path = new AsPath();
      byte[] b = table.messages();
      for (int at = 0; at < b.length; at += Header.length(b, at)) {
        int length = Header.length(b, at);
        assertThat(Header.check(b, at, length, false)).isNull();
        assertThat(update.wrap(b, at, length, DecodeContext.AS4)).isTrue();
        messages++;
        withCommunities += update.has(AttributeCode.COMMUNITIES) ? 1 : 0;
        withLargeCommunities += update.has(AttributeCode.LARGE_COMMUNITY) ? 1 : 0;
        path.read(update);
        assertThat(path.asn(0)).isEqualTo(TableGenerator.SENDER_ASN);
        assertThat(path.size()).isBetween(3, 7);
        String set =
            new String(
                b,
                update.attributesStart(),
                update.attributesEnd() - update.attributesStart(),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        attributes.add(set);
        for (cursor.allAnnounced(update); cursor.next(); ) {
          assertThat(cursor.bits()).isEqualTo(24);
          assertThat(routes.put(cursor.high(), set)).as("a route announced twice").isNull();
        }
        assertThat(cursor.malformed()).isFalse();
      }
    }
  }

  @Test
  void bothFormsHoldTheSameRoutes() {
    Table packed = new TableGenerator(ROUTES, 7).packed();
    Table single = new TableGenerator(ROUTES, 7).single();
    Contents packedContents = new Contents(packed);
    Contents singleContents = new Contents(single);
    assertThat(packedContents.routes).hasSize(ROUTES).isEqualTo(singleContents.routes);
    assertThat(packedContents.messages).isEqualTo(packed.count());
    assertThat(singleContents.messages).isEqualTo(single.count()).isEqualTo(ROUTES);
  }

  @Test
  void theShapeIsThatOfTheTableOfManyMeasurements() {
    Table packed = new TableGenerator(ROUTES, 7).packed();
    Contents contents = new Contents(packed);
    double messages = contents.messages;
    assertThat(ROUTES / messages).isBetween(5.5, 5.9);
    assertThat(contents.withCommunities / messages).isBetween(0.58, 0.62);
    assertThat(contents.withLargeCommunities / messages).isBetween(0.09, 0.11);
    assertThat(packed.messages().length / messages).isBetween(90.0, 105.0);
    assertThat(contents.attributes.size() / messages).isGreaterThan(0.99);
  }

  @Test
  void noRouteIsPrivateOrLoopback() {
    Table all = new TableGenerator(9 * 65536 + 1, 1).packed();
    Contents contents = new Contents(all);
    assertThat(contents.routes.keySet())
        .allSatisfy(high -> assertThat(high >>> 56).isNotIn(0L, 10L, 127L))
        .contains(11L << 56);
  }

  @Test
  void theSeedDecides() {
    assertThat(new TableGenerator(1000, 3).packed().sha256())
        .isEqualTo(new TableGenerator(1000, 3).packed().sha256())
        .isNotEqualTo(new TableGenerator(1000, 4).packed().sha256());
  }

  @Test
  void moreRoutesThanThereAreAreRefused() {
    assertThatThrownBy(() -> new TableGenerator(TableGenerator.MAX_ROUTES + 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TableGenerator(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
