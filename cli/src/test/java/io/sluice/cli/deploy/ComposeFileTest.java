package io.sluice.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What of {@code docker-compose.yml} can be seen without Docker: {@code deploy/try} brings it up.
 */
class ComposeFileTest {
  private static final String BRIDGE = "/etc/sluice/bridge.yaml";
  private static final Pattern NEIGHBOR = Pattern.compile("neighbor (\\S+) remote-as (\\d+)");

  private static Path root;
  private static Map<String, Object> file;
  private static Map<String, Map<String, Object>> services;

  @BeforeAll
  static void read() throws IOException {
    root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("docker-compose.yml"))) {
      root = root.getParent();
    }
    try (Reader in = Files.newBufferedReader(root.resolve("docker-compose.yml"))) {
      file = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
    }
    services = map(file.get("services"));
  }

  @SuppressWarnings("unchecked")
  private static <V> Map<String, V> map(Object yaml) {
    return yaml == null ? Map.of() : (Map<String, V>) yaml;
  }

  private static Collection<?> names(Object yaml) {
    return yaml instanceof Map<?, ?> map ? map.keySet() : yaml == null ? List.of() : (List<?>) yaml;
  }

  private static Stream<String> ours() {
    return services.keySet().stream().filter(name -> services.get(name).containsKey("build"));
  }

  @Test
  void the_halves_run_one_file_and_find_the_other_services_by_it() {
    List<String> pipelines = new ArrayList<>();
    for (String name : ours().toList()) {
      assertThat(strings(services.get(name).get("volumes")))
          .contains("./deploy/bridge.yaml:" + BRIDGE + ":ro");
      String command = services.get(name).get("command").toString();
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.replaceAll(word -> word.equals(BRIDGE) ? bridge().toString() : word);
      words.add(1, "-n");
      Outcome outcome = Outcome.of(Map.of("HOSTNAME", name), words.toArray(String[]::new));
      assertThat(outcome.status()).as(name + ": " + outcome.err()).isZero();
      assertThat(outcome.out())
          .contains("cluster at kafka:19092")
          .contains("http://registry:8080/");
      pipelines.add(outcome.out().replaceAll("(?m)^  (proxy|judge) .*$", ""));
    }
    assertThat(pipelines).hasSize(2);
    assertThat(pipelines.get(0)).isEqualTo(pipelines.get(1));
  }

  private static Path bridge() {
    return root.resolve("deploy/bridge.yaml");
  }

  @Test
  void every_image_of_others_has_a_version_and_the_broker_that_of_our_clients() {
    services.forEach(
        (name, service) -> {
          if (!service.containsKey("build")) {
            assertThat(service.get("image").toString())
                .as(name)
                .matches("[\\w./-]+:\\d+\\.[\\w.]+");
          }
        });
    assertThat(services.get("kafka").get("image"))
        .isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
  }

  @Test
  void every_service_tells_its_health_and_comes_back_by_itself() {
    services.forEach(
        (name, service) ->
            assertThat(service)
                .as(name)
                .containsKey("healthcheck")
                .containsEntry("restart", "unless-stopped"));
  }

  @Test
  void all_that_is_named_is_there() {
    services.forEach(
        (name, service) -> {
          assertThat(services.keySet()).as(name).containsAll(strings(service.get("depends_on")));
          for (String mount : strings(service.get("volumes"))) {
            String source = mount.substring(0, mount.indexOf(':'));
            if (source.startsWith(".")) {
              assertThat(root.resolve(source)).as(name).isRegularFile();
            } else {
              assertThat(map(file.get("volumes"))).as(name).containsKey(source);
            }
          }
          for (String network : strings(service.get("networks"))) {
            assertThat(network.equals("default") || map(file.get("networks")).containsKey(network))
                .as(name + " is in " + network)
                .isTrue();
          }
        });
    assertThat(root.resolve("Dockerfile")).isRegularFile();
    assertThat(root.resolve("deploy/healthy")).isExecutable();
  }

  private static List<String> strings(Object yaml) {
    return names(yaml).stream().map(Object::toString).toList();
  }

  @Test
  void each_router_takes_the_proxy_for_the_other_one() throws IOException {
    String proxy = address("proxy");
    Matcher left = neighbor("left");
    Matcher right = neighbor("right");
    assertThat(List.of(left.group(1), right.group(1))).containsOnly(proxy);
    assertThat(Files.readString(conf("left")))
        .contains("router bgp " + right.group(2) + "\n")
        .contains("neighbor " + proxy + " port 1790\n");
    assertThat(Files.readString(conf("right"))).contains("router bgp " + left.group(2) + "\n");
    assertThat(Files.readString(bridge()))
        .contains("left: listen :1790\n")
        .contains("right: connect " + address("right") + "\n");
  }

  private static Matcher neighbor(String router) throws IOException {
    Matcher neighbor = NEIGHBOR.matcher(Files.readString(conf(router)));
    assertThat(neighbor.find()).isTrue();
    return neighbor;
  }

  private static Path conf(String router) {
    return root.resolve("deploy/frr/" + router + ".conf");
  }

  private static String address(String service) {
    Map<String, Map<String, String>> networks = map(services.get(service).get("networks"));
    return networks.get("peering").get("ipv4_address");
  }
}
