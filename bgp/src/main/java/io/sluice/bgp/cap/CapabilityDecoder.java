package io.sluice.bgp.cap;

import static io.sluice.bgp.wire.Bytes.u16;
import static io.sluice.bgp.wire.Bytes.u24;
import static io.sluice.bgp.wire.Bytes.u32;
import static io.sluice.bgp.wire.Bytes.u8;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.Flaw;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Values of capabilities from their octets. */
public final class CapabilityDecoder {
  private CapabilityDecoder() {}

  /** The value of a capability; a code without a decoder yields its octets. */
  public static Decoded<CapabilityValue> decode(int code, byte[] v) {
    CapabilityValue decoded =
        switch (code) {
          case CapabilityCode.MULTIPROTOCOL ->
              v.length == 4
                  ? new CapabilityValue.Multiprotocol(new AddressFamily(u16(v, 0), u8(v, 3)))
                  : null;
          case CapabilityCode.EXTENDED_NEXT_HOP ->
              list(v, 0, 6, at -> extendedNextHop(v, at), CapabilityValue.ExtendedNextHop::new);
          case CapabilityCode.FOUR_OCTET_AS ->
              v.length == 4 ? new CapabilityValue.FourOctetAs(u32(v, 0)) : null;
          case CapabilityCode.ROLE -> v.length == 1 ? new CapabilityValue.Role(u8(v, 0)) : null;
          case CapabilityCode.ADD_PATH ->
              list(
                  v,
                  0,
                  4,
                  at -> new CapabilityValue.AddPath.Entry(family(v, at), u8(v, at + 3)),
                  CapabilityValue.AddPath::new);
          case CapabilityCode.PATHS_LIMIT ->
              list(
                  v,
                  0,
                  5,
                  at -> new CapabilityValue.PathsLimit.Entry(family(v, at), u16(v, at + 3)),
                  CapabilityValue.PathsLimit::new);
          case CapabilityCode.GRACEFUL_RESTART -> gracefulRestart(v);
          case CapabilityCode.LONG_LIVED_GRACEFUL_RESTART ->
              list(v, 0, 7, at -> longLived(v, at), CapabilityValue.LongLivedGracefulRestart::new);
          case CapabilityCode.MULTIPLE_LABELS ->
              list(
                  v,
                  0,
                  4,
                  at -> new CapabilityValue.MultipleLabels.Entry(family(v, at), u8(v, at + 3)),
                  CapabilityValue.MultipleLabels::new);
          case CapabilityCode.FQDN -> fqdn(v);
          case CapabilityCode.SOFTWARE_VERSION ->
              v.length >= 1 && u8(v, 0) == v.length - 1
                  ? new CapabilityValue.SoftwareVersion(
                      new String(v, 1, v.length - 1, StandardCharsets.UTF_8))
                  : null;
          case CapabilityCode.OUTBOUND_ROUTE_FILTERING -> orf(v);
          case CapabilityCode.BGPSEC ->
              v.length == 3
                  ? new CapabilityValue.BgpSec(u8(v, 0) >> 4, (v[0] & 8) != 0, u16(v, 1))
                  : null;
          case CapabilityCode.ROUTE_REFRESH,
              CapabilityCode.EXTENDED_MESSAGE,
              CapabilityCode.ENHANCED_ROUTE_REFRESH,
              CapabilityCode.BFD_STRICT,
              CapabilityCode.PRESTANDARD_ROUTE_REFRESH ->
              v.length == 0 ? new CapabilityValue.Flag(code) : null;
          default -> new CapabilityValue.Raw(code, v);
        };
    return decoded != null
        ? Decoded.of(decoded)
        : Decoded.failed(BgpError.at(Flaw.OPEN_CAPABILITY_VALUE, 0, code));
  }

  private static AddressFamily family(byte[] v, int at) {
    return new AddressFamily(u16(v, at), u8(v, at + 2));
  }

  private static CapabilityValue.ExtendedNextHop.Entry extendedNextHop(byte[] v, int at) {
    return new CapabilityValue.ExtendedNextHop.Entry(u16(v, at), u16(v, at + 2), u16(v, at + 4));
  }

  private static CapabilityValue.LongLivedGracefulRestart.Entry longLived(byte[] v, int at) {
    return new CapabilityValue.LongLivedGracefulRestart.Entry(
        family(v, at), u8(v, at + 3), u24(v, at + 4));
  }

  /** A list of entries of one size that fills the value behind {@code from}, or {@code null}. */
  private static <E> CapabilityValue list(
      byte[] v,
      int from,
      int size,
      IntFunction<E> entry,
      Function<List<E>, CapabilityValue> whole) {
    if (v.length < from || (v.length - from) % size != 0) {
      return null;
    }
    List<E> entries = new ArrayList<>((v.length - from) / size);
    for (int at = from; at < v.length; at += size) {
      entries.add(entry.apply(at));
    }
    return whole.apply(List.copyOf(entries));
  }

  private static CapabilityValue gracefulRestart(byte[] v) {
    return list(
        v,
        2,
        4,
        at -> new CapabilityValue.GracefulRestart.Entry(family(v, at), u8(v, at + 3)),
        entries -> new CapabilityValue.GracefulRestart(u8(v, 0) >> 4, u16(v, 0) & 0xfff, entries));
  }

  private static CapabilityValue fqdn(byte[] v) {
    if (v.length < 2 || u8(v, 0) > v.length - 2) {
      return null;
    }
    int domainAt = 1 + u8(v, 0);
    if (u8(v, domainAt) > v.length - domainAt - 1) {
      return null;
    }
    return new CapabilityValue.Fqdn(
        Arrays.copyOfRange(v, 1, domainAt),
        Arrays.copyOfRange(v, domainAt + 1, domainAt + 1 + u8(v, domainAt)));
  }

  private static CapabilityValue orf(byte[] v) {
    List<CapabilityValue.OutboundRouteFiltering.Entry> entries = new ArrayList<>();
    int at = 0;
    while (at < v.length) {
      if (v.length - at < 5 || v.length - at - 5 < 2 * u8(v, at + 4)) {
        return null;
      }
      List<CapabilityValue.OutboundRouteFiltering.Filter> filters = new ArrayList<>();
      int end = at + 5 + 2 * u8(v, at + 4);
      for (int f = at + 5; f < end; f += 2) {
        filters.add(new CapabilityValue.OutboundRouteFiltering.Filter(u8(v, f), u8(v, f + 1)));
      }
      entries.add(
          new CapabilityValue.OutboundRouteFiltering.Entry(
              new AddressFamily(u16(v, at), u8(v, at + 3)), List.copyOf(filters)));
      at = end;
    }
    return new CapabilityValue.OutboundRouteFiltering(List.copyOf(entries));
  }
}
