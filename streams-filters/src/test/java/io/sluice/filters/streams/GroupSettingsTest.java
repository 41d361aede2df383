package io.sluice.filters.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.junit.jupiter.api.Test;

class GroupSettingsTest {
  private static final Map<String, String> ALLOW_THREE_SECONDS =
      Map.of(
          "group.streams.min.session.timeout.ms", "3000",
          "group.streams.min.heartbeat.interval.ms", "1000");

  private static final Map<String, String> USUAL =
      Map.of(
          "group.streams.min.session.timeout.ms", "45000",
          "group.streams.min.heartbeat.interval.ms", "5000");

  private static Config group(int standbys, int timeout, ConfigSource source) {
    List<ConfigEntry> entries = new ArrayList<>();
    entries.add(entry("streams.num.standby.replicas", standbys, ConfigSource.DEFAULT_CONFIG));
    entries.add(entry("streams.session.timeout.ms", timeout, source));
    entries.add(entry("streams.heartbeat.interval.ms", 5000, ConfigSource.DEFAULT_CONFIG));
    return new Config(entries);
  }

  private static ConfigEntry entry(String name, int value, ConfigSource source) {
    return new ConfigEntry(
        name,
        Integer.toString(value),
        source,
        false,
        false,
        List.of(),
        ConfigEntry.ConfigType.INT,
        null);
  }

  @Test
  void a_member_is_missed_as_soon_as_the_brokers_allow_and_says_three_times_that_it_lives() {
    Config now = group(0, 45_000, ConfigSource.DEFAULT_CONFIG);
    assertThat(GroupSettings.changes(now, ALLOW_THREE_SECONDS, 1))
        .isEqualTo(
            Map.of(
                "streams.num.standby.replicas", "1",
                "streams.session.timeout.ms", "3000",
                "streams.heartbeat.interval.ms", "1000"));
    assertThat(GroupSettings.changes(now, USUAL, 0)).as("they do not").isEmpty();
    assertThat(GroupSettings.changes(now, Map.of(), 0)).as("nobody knows").isEmpty();
  }

  @Test
  void what_the_operator_set_for_the_group_stays_but_for_standbys_that_are_too_few() {
    Config now = group(2, 20_000, ConfigSource.DYNAMIC_GROUP_CONFIG);
    assertThat(GroupSettings.changes(now, ALLOW_THREE_SECONDS, 1)).isEmpty();
    assertThat(GroupSettings.changes(now, ALLOW_THREE_SECONDS, 3))
        .isEqualTo(Map.of("streams.num.standby.replicas", "3"));
  }

  @Test
  void brokers_that_do_not_know_such_groups_are_asked_for_nothing() {
    assertThat(GroupSettings.changes(new Config(List.of()), Map.of(), 1)).isEmpty();
  }
}
