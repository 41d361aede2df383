package io.sluice.cli.config;

import io.sluice.cli.GoDuration;
import io.sluice.proxy.Limits;
import io.sluice.schemas.Topic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Settings that no option of the command line says, as values. */
final class Amounts {
  private Amounts() {}

  /** What bounds a proxy; defaults where nothing is said. */
  static Limits limits(Map<String, Setting> settings) {
    Limits usual = Limits.defaults();
    return new Limits(
        number(settings, "bytes-per-session", usual.bytesPerSession()),
        number(settings, "bytes-in-all", usual.bytesInAll()),
        number(settings, "spool-bytes", usual.spoolBytes()),
        time(settings, "open-timeout", usual.openTimeout()),
        time(settings, "send-hold-time", usual.sendHoldTime()),
        time(settings, "drain-time", usual.drainTime()),
        time(settings, "publish-timeout", usual.publishTimeout()),
        usual.queuedConnections());
  }

  private static long number(Map<String, Setting> settings, String name, long usual) {
    Setting setting = settings.get("limits." + name);
    return setting == null ? usual : Long.parseLong(setting.first().value());
  }

  private static Duration time(Map<String, Setting> settings, String name, Duration usual) {
    Setting setting = settings.get("limits." + name);
    return setting == null ? usual : GoDuration.parse(setting.first().value());
  }

  /** How long records are kept, for topics that say so. */
  static Map<Topic, Duration> retention(Map<String, Setting> settings) {
    Map<Topic, Duration> all = new EnumMap<>(Topic.class);
    keep(settings, "messages", all, Topic.TO_RIGHT, Topic.TO_LEFT);
    keep(settings, "verdicts", all, Topic.VERDICTS);
    keep(settings, "audit", all, Topic.AUDIT);
    keep(settings, "quarantine", all, Topic.QUARANTINE);
    return all;
  }

  private static void keep(
      Map<String, Setting> settings, String name, Map<Topic, Duration> all, Topic... topics) {
    Setting setting = settings.get("topics.retention." + name);
    if (setting != null) {
      for (Topic topic : topics) {
        all.put(topic, GoDuration.parse(setting.first().value()));
      }
    }
  }
}
