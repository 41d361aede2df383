package io.sluice.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Update;
import io.sluice.schemas.Action;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Outcome;
import io.sluice.schemas.Topic;
import io.sluice.schemas.UndecodableRecordException;
import io.sluice.schemas.registry.SchemaIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** The codecs written by hand against Avro's own. */
class HandWrittenCodecTest {
  private static final int ID = 0x01020304;
  private static final byte[] UPDATE =
      HexFormat.of()
          .parseHex(
              "ffffffffffffffffffffffffffffffff0045020004180a0a0a0026"
                  + "4001010040020a0202fffffde90000fde8400304c0000201c008040001000240050400000064"
                  + "18cb0071");

  private static GenericRecord avro(Topic topic, byte[] value) {
    assertThat(value[0]).isZero();
    assertThat(ByteBuffer.wrap(value).getInt(1)).isEqualTo(ID);
    Schema schema = SchemaIds.schema(topic);
    try {
      var decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
      GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
      assertThat(decoder.isEnd()).isTrue();
      return record;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Object value) {
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Property(tries = 500)
  void avroReadsEveryMessageRecordAsItWasMeant(
      @ForAll("origins") MessageOrigin origin,
      @ForAll Disposition disposition,
      @ForAll long sequence,
      @ForAll long time,
      @ForAll byte[] wire,
      @ForAll Map<String, String> tags) {
    BgpMessageEncoder encoder = new BgpMessageEncoder(ID, origin);
    byte[] value = encoder.encode(disposition, sequence, time, 2, tags, wire.length);
    System.arraycopy(wire, 0, value, value.length - wire.length, wire.length);

    GenericRecord r = avro(Topic.TO_RIGHT, value);
    assertThat(r.get("session")).hasToString(origin.session());
    assertThat(r.get("epoch")).isEqualTo(origin.epoch());
    assertThat(r.get("direction")).hasToString(origin.direction().name());
    assertThat(r.get("senderAsn")).isEqualTo(origin.senderAsn());
    assertThat(r.get("receiverAddress")).hasToString(origin.receiverAddress());
    assertThat(r.get("asnWidth")).isEqualTo(origin.context().as4() ? 4 : 2);
    assertThat(((List<?>) r.get("addPath"))).hasSize(origin.context().addPathFamilies().length);
    assertThat(r.get("verdictPartition")).isEqualTo(origin.verdictPartition());
    assertThat(r.get("disposition")).hasToString(disposition.name());
    assertThat(r.get("sequence")).isEqualTo(sequence);
    assertThat(r.get("time")).isEqualTo(time);
    assertThat(bytes(r.get("wire"))).isEqualTo(wire);
    Map<String, String> seen = new HashMap<>();
    ((Map<?, ?>) r.get("tags")).forEach((k, v) -> seen.put(k.toString(), v.toString()));
    assertThat(seen).isEqualTo(tags);

    BgpMessageView view = new BgpMessageView().wrap(value);
    assertThat(view.origin()).isEqualTo(origin);
    assertThat(view.disposition()).isEqualTo(disposition);
    assertThat(view.sequence()).isEqualTo(sequence);
    assertThat(view.timeMicros()).isEqualTo(time);
    assertThat(view.wire()).isEqualTo(wire);
    assertThat(view.tags()).isEqualTo(tags);
  }

  @Provide
  Arbitrary<MessageOrigin> origins() {
    Arbitrary<String> text = Arbitraries.strings().all().ofMaxLength(20);
    Arbitrary<AddressFamily> family =
        Combinators.combine(
                Arbitraries.integers().between(0, 65535), Arbitraries.integers().between(0, 255))
            .as(AddressFamily::new);
    Arbitrary<DecodeContext> context =
        Combinators.combine(
                Arbitraries.of(true, false), family.list().ofMaxSize(4), family.list().ofMaxSize(4))
            .as(DecodeContext::of);
    return Combinators.combine(
            text.map(HandWrittenCodecTest::wellFormed),
            Arbitraries.longs(),
            Arbitraries.of(Direction.class),
            Arbitraries.of("192.0.2.1", "2001:db8::1", ""),
            Arbitraries.longs().between(0, 0xffffffffL),
            context,
            Arbitraries.integers().between(-1, 100))
        .as(
            (session, epoch, direction, address, asn, c, partition) ->
                new MessageOrigin(
                    session, epoch, direction, address, asn, "192.0.2.9", 1, c, partition));
  }

  private static String wellFormed(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void theSameOriginObjectComesBackForEveryMessageOfADirection() {
    MessageOrigin right = origin(Direction.R);
    MessageOrigin left = origin(Direction.L);
    BgpMessageEncoder toRight = new BgpMessageEncoder(ID, right);
    BgpMessageEncoder toLeft = new BgpMessageEncoder(ID, left);
    BgpMessageView view = new BgpMessageView();
    MessageOrigin first = view.wrap(record(toRight, 1)).origin();
    MessageOrigin other = view.wrap(record(toLeft, 1)).origin();
    assertThat(view.wrap(record(toRight, 2)).origin()).isSameAs(first);
    assertThat(view.wrap(record(toLeft, 2)).origin()).isSameAs(other).isNotSameAs(first);
  }

  @Test
  void theDispositionOfARecordCanBeChangedInPlace() {
    BgpMessageEncoder encoder = new BgpMessageEncoder(ID, origin(Direction.R));
    byte[] value = record(encoder, 7);
    encoder.setDisposition(value, Disposition.BYPASSED);
    BgpMessageView view = new BgpMessageView().wrap(value);
    assertThat(view.disposition()).isEqualTo(Disposition.BYPASSED);
    assertThat(view.sequence()).isEqualTo(7);
    assertThat(view.wire()).isEqualTo(UPDATE);
  }

  @Property(tries = 2000)
  void aBrokenRecordIsRefusedWithAnErrorOfOurs(@ForAll byte[] noise, @ForAll int seed) {
    byte[] value = record(new BgpMessageEncoder(ID, origin(Direction.R)), 3);
    byte[] broken = Arrays.copyOf(value, Math.floorMod(seed, value.length));
    assertThatThrownBy(() -> new BgpMessageView().wrap(broken))
        .isInstanceOf(UndecodableRecordException.class);
    byte[] headed = new byte[noise.length + 5];
    System.arraycopy(noise, 0, headed, 5, noise.length);
    try {
      new BgpMessageView().wrap(headed);
      new VerdictCodec().decode(headed);
    } catch (UndecodableRecordException e) {
      assertThat(e.offset()).isBetween(0, headed.length);
    }
  }

  @Test
  void avroReadsAVerdictAsItWasMeantAndItComesBackEqual() {
    Judgement verdict =
        new Judgement(
            "s",
            5,
            Direction.L,
            10,
            1,
            Action.REPLACE,
            List.of(UPDATE, new byte[] {1}),
            new Judgement.Reason("limit", "-M 24", "limit/long", "abc", Map.of("length", "25")),
            99);
    byte[] value = new VerdictCodec().encode(ID, verdict);
    GenericRecord r = avro(Topic.VERDICTS, value);
    assertThat(r.get("action")).hasToString("REPLACE");
    assertThat(r.get("rule")).hasToString("-M 24");
    assertThat(bytes(((List<?>) r.get("replacement")).get(0))).isEqualTo(UPDATE);

    Judgement back = new VerdictCodec().decode(value);
    assertThat(back).usingRecursiveComparison().isEqualTo(verdict);
  }

  @Test
  void avroReadsAnAuditRecordWithPrefixesPathAndCommunities() {
    BgpMessageView view =
        new BgpMessageView().wrap(record(new BgpMessageEncoder(ID, origin(Direction.R)), 3));
    Update update =
        Update.of(view.record(), view.wireOffset(), view.wireLength(), view.origin().context());
    assertThat(update.error()).isNull();
    byte[] value =
        new AuditEncoder(ID)
            .encode(
                view,
                update,
                Outcome.PASSED,
                new Judgement.Reason("", "", "", "v", Map.of()),
                "",
                77);
    GenericRecord r = avro(Topic.AUDIT, value);
    assertThat(r.get("outcome")).hasToString("PASSED");
    assertThat(r.get("announced")).hasToString("[203.0.113.0/24]");
    assertThat(r.get("withdrawn")).hasToString("[10.10.10.0/24]");
    assertThat(r.get("asPath")).hasToString("4294966761 65000");
    assertThat(r.get("originAsn")).isEqualTo(65000L);
    assertThat(r.get("nextHop")).hasToString("192.0.2.1");
    assertThat(r.get("communities")).hasToString("[1:2]");
    assertThat(bytes(r.get("wire"))).isEqualTo(UPDATE);
    assertThat(r.get("judgedTime")).isEqualTo(77L);
  }

  private static MessageOrigin origin(Direction direction) {
    return new MessageOrigin(
        "s", 5, direction, "192.0.2.1", 65001, "192.0.2.2", 65002, DecodeContext.AS4, 3);
  }

  private static byte[] record(BgpMessageEncoder encoder, long sequence) {
    return encoder.encode(Disposition.GATED, sequence, 42, 2, UPDATE, 0, UPDATE.length);
  }
}
