package io.sluice.bgp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OctetTableTest {
  private final OctetTable<Integer> table = new OctetTable<>(8);

  @Test
  void octetsAreFoundWhereverTheyStand() {
    put("peer-one", 0, 1);
    byte[] b = "[peer-one]".getBytes(StandardCharsets.US_ASCII);
    assertThat(table.find(b, 1, 9, 0)).isEqualTo(1);
    assertThat(table.find(b, 1, 8, 0)).isNull();
    assertThat(table.find(b, 0, 9, 0)).isNull();
  }

  @Test
  void theSameOctetsWithAnotherSaltAreSomethingElse() {
    put("x", 0, 1);
    put("x", 255, 2);
    assertThat(find("x", 0)).isEqualTo(1);
    assertThat(find("x", 255)).isEqualTo(2);
    assertThat(find("x\0", 0)).isNull();
  }

  @Test
  void aFullTableBeginsAnewAndNeverGivesAnothersValue() {
    for (int i = 0; i < 1000; i++) {
      put("key " + i, 0, i);
      assertThat(find("key " + i, 0)).isEqualTo(i);
    }
    int left = 0;
    for (int i = 0; i < 1000; i++) {
      Integer value = find("key " + i, 0);
      assertThat(value).isIn(i, null);
      left += value == null ? 0 : 1;
    }
    assertThat(left).isBetween(1, 8);
  }

  private void put(String key, int salt, int value) {
    assertThat(find(key, salt)).isNull();
    byte[] b = key.getBytes(StandardCharsets.US_ASCII);
    assertThat(table.put(b, 0, b.length, salt, value)).isEqualTo(value);
  }

  private Integer find(String key, int salt) {
    byte[] b = key.getBytes(StandardCharsets.US_ASCII);
    return table.find(b, 0, b.length, salt);
  }
}
