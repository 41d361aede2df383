package io.sluice.bgp.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Updates;
import io.sluice.bgp.attr.AttributeShapes;
import io.sluice.bgp.nlri.RouteShapes;
import io.sluice.bgp.wire.ByteSink;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
  private static final byte[] NODE =
      Updates.bytes(
          "0001 0027 02 0000000000000001 0100 001a 0200 0004 0000fde8 0201 0004 00000000"
              + "0203 0006 192168001001");
  private static final byte[] METRICS =
      Updates.bytes("0447 0003 00000a 0444 0004 ffffffff fde8 0001 01 0444 0003 000000");

  private final Octets octets = new Octets();

  @Test
  void fieldsComeAsNumbersNotAsText() {
    List<Object> found = new ArrayList<>();
    FieldSink sink =
        new NoFields() {
          @Override
          public void number(String name, long value) {
            found.add(name + "=" + value);
          }
        };
    Shape shape = AttributeShapes.of(AttributeCode.BGP_LS);
    assertThat(shape.decodeAll(octets.reset(METRICS, 0, METRICS.length), sink)).isTrue();
    assertThat(found)
        .containsExactly(
            "type=1095", "value=10", "type=1092", "value=4294967295", "type=65000", "type=1092");
  }

  @Test
  void aShapeSaysWhyItDoesNotDecode() {
    Shape shape = RouteShapes.of(0x0149);
    byte[] route = Updates.bytes("60 00000001 00000064 c00002");
    assertThat(shape.decodeAll(octets.reset(route, 0, route.length), FieldSink.NONE)).isFalse();
    assertThat(octets.why()).isEqualTo("what the length tells of 12 octets does not fit");
    assertThat(RouteShapes.of(0x0101)).isNull();
    assertThat(AttributeShapes.of(AttributeCode.ORIGIN)).isNull();
  }

  @Test
  void aTypeStandsOnceInATable() {
    TlvTypes types = new TlvTypes().put(7, "A", Shapes.number("value", 1));
    assertThatThrownBy(() -> types.put(7, "B", Shapes.number("value", 1)))
        .hasMessage("type 7 stands twice");
  }

  @Test
  void aCursorFindsOnePartWithoutTheRest() {
    TlvCursor cursor = new TlvCursor(TlvForm.TYPE2_LENGTH2);
    assertThat(cursor.reset(METRICS, 0, METRICS.length).find(1092)).isTrue();
    assertThat(cursor.value()).isEqualTo(11);
    assertThat(cursor.length()).isEqualTo(4);
    assertThat(cursor.find(1092)).isTrue();
    assertThat(cursor.find(1092)).isFalse();
    assertThat(cursor.malformed()).isFalse();
    assertThat(cursor.reset(METRICS, 0, METRICS.length - 1).find(9)).isFalse();
    assertThat(cursor.malformed()).isTrue();
  }

  @Test
  void partsAreWrittenWithTheirLengths() {
    ByteSink out = new ByteSink();
    for (TlvForm form : TlvForm.values()) {
      int from = form.open(200, out.clear());
      out.u16(0x0102);
      assertThat(form.close(200, from, out)).isTrue();
      TlvCursor cursor = new TlvCursor(form).reset(out.array(), 0, out.size());
      assertThat(cursor.find(200)).isTrue();
      assertThat(cursor.length()).isEqualTo(2);
      assertThat(cursor.next()).isFalse();
      out.bytes(new byte[300]);
      assertThat(form.close(200, from, out)).isEqualTo(form != TlvForm.TYPE1_LENGTH1);
    }
  }

  @Test
  void decodingCreatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Shape node = RouteShapes.of(0x400447);
    Shape attribute = AttributeShapes.of(AttributeCode.BGP_LS);
    FieldSink sink = new NoFields();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 5000; i++) {
        assertDecodes(node, NODE, NODE.length, sink);
        // Up to the part that is malformed: the reason is text.
        assertDecodes(attribute, METRICS, METRICS.length - 7, sink);
      }
      least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / 5000);
    }
    assertThat(least).isZero();
  }

  private void assertDecodes(Shape shape, byte[] bytes, int length, FieldSink sink) {
    if (!shape.decodeAll(octets.reset(bytes, 0, length), sink)) {
      throw new AssertionError(octets.why());
    }
  }
}
