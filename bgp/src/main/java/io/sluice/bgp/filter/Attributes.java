package io.sluice.bgp.filter;

import static io.sluice.bgp.AttributeCode.LOCAL_PREF;
import static io.sluice.bgp.AttributeCode.MULTI_EXIT_DISC;
import static io.sluice.bgp.AttributeCode.ONLY_TO_CUSTOMER;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.wire.Nearest;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What can be asked about, by name, and how the question is made of its parts. */
final class Attributes {
  private static final Map<String, Function<Term, Atom>> ATTRIBUTES = new TreeMap<>();

  static {
    add(TypeAtom::of, "type");
    shortcut(new TypeAtom(MessageType.UPDATE.code()), "update");
    shortcut(new TypeAtom(MessageType.OPEN.code()), "open");
    shortcut(new TypeAtom(MessageType.KEEPALIVE.code()), "keepalive");
    shortcut(new TypeAtom(MessageType.NOTIFICATION.code()), "notify", "notification");
    shortcut(new TypeAtom(MessageType.ROUTE_REFRESH.code()), "refresh", "route_refresh");
    add(DirectionAtom::of, "dir", "direction");
    add(SequenceAtom::of, "seq", "sequence");
    add(TimeAtom::of, "time", "timestamp");
    add(TagAtom::of, "tag", "tags");
    add(JsonAtom::ofData, "json");
    add(JsonAtom::ofAttribute, "attr");
    add(FamilyAtom::of, "af");
    shortcut(new FamilyAtom(AddressFamily.AFI_IPV4, AddressFamily.SAFI_UNICAST), "ipv4");
    shortcut(new FamilyAtom(AddressFamily.AFI_IPV6, AddressFamily.SAFI_UNICAST), "ipv6");
    add(t -> PrefixAtom.of(t, true, true), "prefix");
    add(t -> PrefixAtom.of(t, true, false), "reach");
    add(t -> PrefixAtom.of(t, false, true), "unreach");
    add(NextHopAtom::of, "nexthop", "nh");
    add(AsPathAtom::of, "aspath", "as_path");
    add(t -> AsPathAtom.at(t, -1), "as_origin");
    add(t -> AsPathAtom.at(t, -2), "as_upstream");
    add(t -> AsPathAtom.at(t, 0), "as_peer");
    add(t -> AsPathLengthAtom.of(t, false), "aspath_len", "as_path_len");
    add(t -> AsPathLengthAtom.of(t, true), "aspath_hops", "as_path_hops");
    add(OriginAtom::of, "origin");
    add(t -> NumberAtom.of(t, MULTI_EXIT_DISC), "med", "metric");
    add(t -> NumberAtom.of(t, LOCAL_PREF), "local_pref", "localpref");
    add(t -> NumberAtom.of(t, ONLY_TO_CUSTOMER), "otc", "only_to_customer");
    add(CommunityAtoms::standard, "community", "com");
    add(CommunityAtoms::extended, "ext_community", "ext_com", "com_ext");
    add(CommunityAtoms::large, "large_community", "large_com", "com_large");
  }

  private Attributes() {}

  private static void add(Function<Term, Atom> factory, String... names) {
    for (String name : names) {
      ATTRIBUTES.put(name, factory);
    }
  }

  private static void shortcut(Atom atom, String... names) {
    add(
        t -> {
          t.withoutIndex();
          if (t.operator() != Operator.PRESENT) {
            throw t.lexer().fail(t.operatorColumn(), t.name() + " stands alone, without operator");
          }
          return atom;
        },
        names);
  }

  /**
   * The atom that a term stands for.
   *
   * @throws FilterSyntaxException if there is no such attribute, or it is not asked rightly
   */
  static Atom atom(Term term) {
    Function<Term, Atom> factory = ATTRIBUTES.get(term.name());
    if (factory == null) {
      throw term.lexer().fail(term.column(), unknown(term.name()));
    }
    return factory.apply(term);
  }

  private static String unknown(String name) {
    String nearest = Nearest.of(name, ATTRIBUTES.keySet());
    boolean near = Nearest.distance(name, nearest) < 3;
    return "there is no attribute "
        + name
        + (near
            ? "; did you mean " + nearest + "?"
            : "; there are: " + String.join(", ", ATTRIBUTES.keySet()));
  }
}
