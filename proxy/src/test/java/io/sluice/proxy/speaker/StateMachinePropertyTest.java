package io.sluice.proxy.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Negotiated;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.bgp.RouteRefresh;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StateMachinePropertyTest {
  private static final SpeakerConfig CONFIG =
      SpeakerConfig.dial(
          null, new InetSocketAddress(InetAddress.getLoopbackAddress(), 179), 64500, "192.0.2.1");

  /** What the machine did, in words. */
  private static final class Recorder implements StateMachine.Effects {
    private final List<String> done = new ArrayList<>();
    private Fault collision;

    @Override
    public void send(byte[] message) {
      done.add(MessageType.ofCode(Header.type(message, 0)).name());
    }

    @Override
    public void keepaliveEvery(int seconds) {
      done.add("keepalive " + seconds);
    }

    @Override
    public Fault opened(Open ours, Open theirs) {
      return collision;
    }

    @Override
    public void agreed(Negotiated negotiated) {}

    @Override
    public void established() {
      done.add("established");
    }

    @Override
    public BgpError update(byte[] buffer, int offset, int length) {
      done.add("update");
      return null;
    }

    @Override
    public void refresh(RouteRefresh refresh) {
      done.add("refresh");
    }
  }

  private final Recorder effects = new Recorder();

  private StateMachine machine(SpeakerConfig config) {
    StateMachine machine = new StateMachine(config, false, effects);
    machine.onConnected(0);
    return machine;
  }

  private static byte[] open(long asn, int hold, int id) {
    return Open.encode(asn, hold, id, List.of(Open.fourOctetAs(asn)));
  }

  private static Fault give(StateMachine machine, byte[] message) {
    return machine.onMessage(message, 0, message.length);
  }

  @Example
  void anActiveOneSpeaksFirst() {
    StateMachine machine = machine(CONFIG);
    assertThat(machine.state()).isEqualTo(SpeakerState.OPEN_SENT);
    assertThat(give(machine, open(64501, 30, 7))).isNull();
    assertThat(machine.state()).isEqualTo(SpeakerState.OPEN_CONFIRM);
    assertThat(give(machine, Header.keepalive())).isNull();
    assertThat(machine.state()).isEqualTo(SpeakerState.ESTABLISHED);
    assertThat(effects.done).containsExactly("OPEN", "keepalive 10", "established");
  }

  @Example
  void aPassiveOneWaitsAndMirrorsThePeer() {
    StateMachine machine = machine(CONFIG.mirroring());
    assertThat(machine.state()).isEqualTo(SpeakerState.ACTIVE);
    assertThat(effects.done).isEmpty();
    assertThat(give(machine, open(4200000001L, 0, 0x0a000001))).isNull();
    assertThat(effects.done).containsExactly("OPEN", "keepalive 0");
    assertThat(machine.negotiated().left().asn()).isEqualTo(4200000001L);
    assertThat(machine.negotiated().left().routerId()).isEqualTo("10.0.0.0");
    assertThat(machine.onTick(TimeUnit.DAYS.toNanos(2))).as("no hold timer").isNull();
  }

  @Example
  void whatTheConfigurationRefusesIsNamed() {
    assertThat(said(CONFIG.accepting(64502, 0), open(64501, 30, 7)))
        .isEqualTo("OPEN Message Error/Bad Peer AS");
    assertThat(said(CONFIG.accepting(0, 60), open(64501, 30, 7)))
        .isEqualTo("OPEN Message Error/Unacceptable Hold Time");
    assertThat(said(CONFIG, open(64501, 2, 7)))
        .isEqualTo("OPEN Message Error/Unacceptable Hold Time");
    assertThat(said(CONFIG, open(64501, 30, 0))).isEqualTo("OPEN Message Error/Bad BGP Identifier");
    assertThat(said(CONFIG, open(64500, 30, 0xc0000201)))
        .isEqualTo("OPEN Message Error/Bad BGP Identifier");
  }

  private String said(SpeakerConfig config, byte[] message) {
    return Notification.describe(give(machine(config), message).notification());
  }

  @Example
  void silenceIsBoundedFromTheBeginning() {
    StateMachine machine = machine(CONFIG);
    assertThat(machine.onTick(StateMachine.OPEN_HOLD_NANOS)).isNull();
    assertThat(machine.onTick(StateMachine.OPEN_HOLD_NANOS + 1)).isNotNull();
    give(machine, open(64501, 30, 7));
    machine.onOctets(5);
    assertThat(machine.onTick(TimeUnit.SECONDS.toNanos(30) + 5)).isNull();
    Fault fault = machine.onTick(TimeUnit.SECONDS.toNanos(30) + 6);
    assertThat(Notification.describe(fault.notification())).isEqualTo("Hold Timer Expired");
  }

  @Example
  void theConnectionThatTheHigherIdentifierBeganStays() {
    Open low = Open.parse(open(64500, 90, 7));
    Open high = Open.parse(open(64400, 90, 0x80000000));
    assertThat(StateMachine.oursStays(high, low)).isTrue();
    assertThat(StateMachine.oursStays(low, high)).isFalse();
    // RFC 6286: of equal identifiers the higher AS number.
    Open same = Open.parse(open(64501, 90, 7));
    assertThat(StateMachine.oursStays(low, same)).isFalse();
    assertThat(StateMachine.oursStays(same, low)).isTrue();
  }

  /** Whatever comes in whatever order: the states follow each other as RFC 4271 draws them. */
  @Property(tries = 500)
  void noOrderOfMessagesLeavesTheDrawnPaths(@ForAll long seed) {
    Random random = new Random(seed);
    SpeakerConfig[] kinds = {CONFIG, CONFIG.passive(), CONFIG.mirroring()};
    StateMachine machine = machine(kinds[random.nextInt(kinds.length)]);
    for (int i = 0; i < 20; i++) {
      SpeakerState before = machine.state();
      byte[] message = message(random);
      Fault fault = give(machine, message);
      if (fault != null || machine.notification() != null) {
        assertThat(machine.state()).isEqualTo(before);
        return;
      }
      int type = Header.type(message, 0);
      SpeakerState wanted =
          switch (before) {
            case ACTIVE, OPEN_SENT -> SpeakerState.OPEN_CONFIRM;
            default -> SpeakerState.ESTABLISHED;
          };
      assertThat(machine.state()).isEqualTo(wanted);
      assertThat(type)
          .as("in " + before)
          .isIn(
              switch (before) {
                case ACTIVE, OPEN_SENT -> List.of(1);
                case OPEN_CONFIRM -> List.of(4);
                default -> List.of(2, 4, 5);
              });
    }
  }

  private static byte[] message(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> open(1 + random.nextInt(70000), random.nextInt(5), random.nextInt(5));
      case 1 -> Header.write(MessageType.UPDATE, 4);
      case 2 -> Notification.encode(6, 2);
      case 3 ->
          new RouteRefresh(io.sluice.bgp.AddressFamily.IPV4_UNICAST, 0, new byte[0]).toBytes();
      default -> Header.keepalive();
    };
  }
}
