package io.sluice.mrt.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Address;
import io.sluice.mrt.PeerIdentity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final long VRF = 65000L << 32 | 1;

  private static String id(String rib, long distinguisher, Map<String, String> tags) {
    PeerIdentity peer =
        new PeerIdentity(Address.parse("192.0.2.1"), 64501, null, 0, 0, distinguisher, rib, tags);
    return Sessions.id(peer, rib, "rrc00");
  }

  @Test
  void a_peer_of_a_collector_is_named_by_the_two() {
    assertThat(id("", 0, Map.of())).isEqualTo("192.0.2.1~rrc00");
    assertThat(id("in-pre", 0, Map.of())).isEqualTo("192.0.2.1~rrc00");
  }

  @Test
  void the_same_address_at_two_routers_of_a_collector_is_two_peers() {
    assertThat(id("in-pre", 0, Map.of("ROUTER", "edge1"))).isEqualTo("192.0.2.1~edge1~rrc00");
    assertThat(id("in-post", VRF, Map.of("ROUTER", "edge2")))
        .isEqualTo("192.0.2.1+in-post+65000:1~edge2~rrc00");
  }

  @Test
  void a_router_that_is_its_own_collector_is_named_once() {
    assertThat(id("in-pre", 0, Map.of("ROUTER", "rrc00"))).isEqualTo("192.0.2.1~rrc00");
    assertThat(id("loc", 0, Map.of("ROUTER", "edge1"))).isEqualTo("edge1+loc~rrc00");
  }
}
