package io.sluice.cli.pipeline;

import io.sluice.bgp.AttributeCode;
import io.sluice.cli.OperatorException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes attributes of UPDATEs. */
@Command(name = "update", description = "set next hops, add and remove communities of UPDATEs")
public final class UpdateOptions extends JudgeOptions {
  @Option(
      names = "--nexthop4",
      paramLabel = "address",
      description = "next hop of routes that have an IPv4 one")
  String nextHop4;

  @Option(
      names = "--nexthop6",
      paramLabel = "address",
      description = "next hop of routes that have an IPv6 one; a link-local one beside it goes")
  String nextHop6;

  @Option(
      names = "--add-com",
      paramLabel = "strings",
      description = "communities to add, as 64500:1,64500:2 or a list of JSON (repeatable)")
  List<String> addStandard = new ArrayList<>();

  @Option(
      names = "--add-com-ext",
      paramLabel = "json",
      description =
          "extended communities to add, as {\"type\":\"TARGET\",\"value\":\"64500:1\"} or a list of"
              + " such (repeatable)")
  List<String> addExtended = new ArrayList<>();

  @Option(
      names = "--add-com-large",
      paramLabel = "strings",
      description = "large communities to add, as 64500:1:2 or a list of JSON (repeatable)")
  List<String> addLarge = new ArrayList<>();

  @Option(names = "--drop-com", description = "remove the communities that there are")
  boolean dropStandard;

  @Option(names = "--drop-com-ext", description = "remove the extended communities")
  boolean dropExtended;

  @Option(names = "--drop-com-large", description = "remove the large communities")
  boolean dropLarge;

  @Override
  void check() {
    values("");
  }

  @Override
  List<String[]> events() {
    return List.<String[]>of(
        new String[] {
          word() + "/too-long", "with what is added an UPDATE is too long: its routes are refused"
        });
  }

  /**
   * The options as the stage takes them.
   *
   * @param rule how they are written
   * @throws OperatorException if one is wrong
   */
  public io.sluice.filters.edit.UpdateOptions values(String rule) {
    Set<Integer> drop = new HashSet<>();
    Map<Integer, byte[]> add = new HashMap<>();
    one(AttributeCode.COMMUNITIES, "--add-com", dropStandard, addStandard, drop, add);
    one(AttributeCode.EXTENDED_COMMUNITIES, "--add-com-ext", dropExtended, addExtended, drop, add);
    one(AttributeCode.LARGE_COMMUNITY, "--add-com-large", dropLarge, addLarge, drop, add);
    byte[] four = address("--nexthop4", nextHop4, 4);
    byte[] six = address("--nexthop6", nextHop6, 16);
    if (four == null && six == null && drop.isEmpty() && add.isEmpty()) {
      throw new OperatorException("it changes nothing: -h lists what it can change");
    }
    return new io.sluice.filters.edit.UpdateOptions(four, six, drop, add, rule);
  }

  private static void one(
      int code,
      String option,
      boolean dropped,
      List<String> added,
      Set<Integer> drop,
      Map<Integer, byte[]> add) {
    if (dropped) {
      drop.add(code);
    }
    if (!added.isEmpty()) {
      add.put(code, WrittenCommunities.octets(code, option, added));
    }
  }

  private static byte[] address(String option, String text, int octets) {
    if (text == null) {
      return null;
    }
    try {
      byte[] address = HostPort.isIp(text) ? InetAddress.getByName(text).getAddress() : null;
      if (address != null && address.length == octets) {
        return address;
      }
    } catch (UnknownHostException e) {
      // Told below.
    }
    throw new OperatorException(
        option + " " + text + ": an " + (octets == 4 ? "IPv4" : "IPv6") + " address is wanted");
  }
}
