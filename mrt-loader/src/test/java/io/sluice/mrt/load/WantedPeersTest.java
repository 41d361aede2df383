package io.sluice.mrt.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.Address;
import io.sluice.mrt.PeerIdentity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedPeersTest {
  private static PeerIdentity peer(String address, long asn) {
    return new PeerIdentity(Address.parse(address), asn, null, 0, 0, 0, "", Map.of());
  }

  private static boolean wants(String words, PeerIdentity peer) {
    return WantedPeers.of(List.of(words.split(","))).contains(peer);
  }

  @Test
  void anAddressIsTheSameHoweverItIsWritten() {
    PeerIdentity peer = peer("2001:db8::1", 64501);
    assertThat(wants("2001:DB8:0:0::0001", peer)).isTrue();
    assertThat(wants("2001:db8::2, 2001:db8::1", peer)).isTrue();
    assertThat(wants("2001:db8::2", peer)).isFalse();
  }

  @Test
  void anAsNumberMayHaveAsInFrontOfItInAnyCase() {
    PeerIdentity peer = peer("192.0.2.1", 64501);
    for (String word : new String[] {"64501", "AS64501", "as64501", "192.0.2.1"}) {
      assertThat(wants(word, peer)).as(word).isTrue();
    }
    assertThat(wants("64502", peer)).isFalse();
    assertThat(WantedPeers.ALL.contains(PeerIdentity.NONE)).isTrue();
    assertThat(wants("64501", PeerIdentity.NONE)).isFalse();
  }

  @Test
  void whatIsNeitherAnAddressNorAnAsNumberIsRefused() {
    for (String word : new String[] {"router1", "AS", "192.0.2", "192.0.2.0/24", "4294967296"}) {
      assertThatThrownBy(() -> wants(word, PeerIdentity.NONE))
          .as(word)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(word);
    }
  }
}
