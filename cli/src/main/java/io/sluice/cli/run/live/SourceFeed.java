package io.sluice.cli.run.live;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.cli.run.file.Numbers;
import io.sluice.cli.run.file.Opener;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.ReadOptions;
import io.sluice.proxy.Proxy;
import io.sluice.proxy.session.Entry;
import io.sluice.proxy.speaker.SessionForm;
import io.sluice.schemas.Judgement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what a source holds into a session, each time that the session is up and what the source
 * waits for has happened. A file is read from its beginning each time, for the routers have lost
 * what it told; standard input goes on where it was.
 */
final class SourceFeed implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceFeed.class);
  private static final String STANDARD_INPUT = "-";

  /** How long an incarnation may take to be up for those who ask, once it said that it is. */
  private static final long LOOK_MILLIS = 100;

  private final SourcePlan plan;
  private final Proxy proxy;
  private final Opener opener;
  private final BiConsumer<String, Long> events;
  private final Numbers numbers = new Numbers();
  private final Set<String> seen = new HashSet<>();
  private final Map<Direction, Entry> entries = new EnumMap<>(Direction.class);
  private final Map<Direction, SessionForm> forms = new EnumMap<>(Direction.class);
  private long epoch;
  private boolean up;
  private long entered;
  private FeedTally tally = new FeedTally();
  private volatile boolean stopped;
  private volatile boolean broken;
  private volatile boolean lost;

  /**
   * @param cluster settings with which a client finds topics
   * @param events told, with the incarnation, when the source begins and when it has ended
   */
  SourceFeed(
      SourcePlan plan, Proxy proxy, Map<String, Object> cluster, BiConsumer<String, Long> events) {
    this.plan = plan;
    this.proxy = proxy;
    this.opener = new Opener(() -> cluster, ReadOptions.DEFAULT.withAllAsOnePeer());
    this.events = events;
  }

  private String name() {
    return plan.source().name();
  }

  private boolean goesOn() {
    return plan.source().options().path().equals(STANDARD_INPUT);
  }

  /** An incarnation of the session is up. */
  synchronized void up(long incarnation) {
    begin(incarnation);
    up = true;
    notifyAll();
  }

  /** It is down. */
  synchronized void down(long incarnation) {
    if (incarnation == epoch) {
      up = false;
    }
  }

  /** Something happened in an incarnation of the session. */
  synchronized void happened(String event, long incarnation) {
    if (plan.waits().contains(event) || plan.stops().contains(event)) {
      begin(incarnation);
      if (incarnation == epoch) {
        seen.add(event);
        notifyAll();
      }
    }
  }

  private void begin(long incarnation) {
    if (incarnation > epoch) {
      epoch = incarnation;
      up = false;
      seen.clear();
    }
  }

  /** Nothing more is put in. */
  void stop() {
    stopped = true;
  }

  /** 1: the source broke off; 3: something of it was lost; else 0. */
  int status() {
    return broken ? 1 : lost ? 3 : 0;
  }

  @Override
  public void run() {
    try {
      if (goesOn()) {
        read();
        return;
      }
      while (!stopped) {
        read();
      }
    } catch (InterruptedException e) {
      // Asked to stop.
    } catch (RuntimeException e) {
      broken = true;
      LOG.error("{} of {} failed", name(), plan.session(), e);
    }
  }

  private void read() throws InterruptedException {
    await(entered);
    String path = plan.source().options().path();
    LOG.info("{} {} begins for {}", name(), path, plan.session());
    events.accept(name() + "/START", entered);
    tally = new FeedTally();
    long began = System.nanoTime();
    try (ArchiveReader open = opener.open(plan.source())) {
      boolean more = true;
      for (ArchiveReader.Kind kind = open.next(); more && kind != null; kind = next(open)) {
        if (kind == ArchiveReader.Kind.MESSAGE) {
          more = take(open);
        } else if (kind == ArchiveReader.Kind.DAMAGE) {
          LOG.warn("{}: {}", name(), open.damage());
          lost |= !plan.source().options().pardon();
        }
      }
    } catch (IOException e) {
      if (!stopped) {
        broken = true;
        LOG.error("{} cannot be read to its end: {}", path, e.getMessage());
      }
    }
    for (Entry entry : entries.values()) {
      entry.flush();
    }
    forms.values().forEach(tally::add);
    forms.clear();
    lost |= tally.unreadable() > 0;
    double seconds = (System.nanoTime() - began) / 1e9;
    LOG.info(
        "{} for {}: {} in {} s", name(), plan.session(), tally, String.format("%.1f", seconds));
    events.accept(name() + "/STOP", entered);
  }

  private ArchiveReader.Kind next(ArchiveReader open) throws IOException {
    return stopped || isStopped() ? null : open.next();
  }

  private synchronized boolean isStopped() {
    return plan.stops().stream().anyMatch(seen::contains);
  }

  /** Waits for an incarnation behind one, that is up and in which the time has come. */
  private void await(long behind) throws InterruptedException {
    entries.clear();
    synchronized (this) {
      while (!up
          || epoch <= behind
          || !plan.waits().isEmpty() && plan.waits().stream().noneMatch(seen::contains)) {
        wait();
      }
      entered = epoch;
    }
    forms.values().forEach(tally::add);
    forms.clear();
  }

  /** The way in; {@code null} when the incarnation is over. */
  private Entry entry(Direction direction) throws InterruptedException {
    Entry entry = entries.get(direction);
    while (entry == null && isThere()) {
      entry = proxy.entry(plan.session(), direction);
      if (entry == null) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } else {
        entries.put(direction, entry);
        forms.put(direction, SessionForm.of(entry.negotiated(), direction));
      }
    }
    return entry;
  }

  private synchronized boolean isThere() {
    return up && epoch == entered && !stopped;
  }

  /** Puts a message in; false when there is no reason to read on. */
  private boolean take(ArchiveReader open) throws InterruptedException {
    Message message = open.message();
    boolean refresh = message.typeCode() == MessageType.ROUTE_REFRESH.code();
    if (!message.isUpdate() && !refresh) {
      tally.other();
      return true;
    }
    if (!plan.source().take(open, numbers)) {
      tally.unwanted();
      return true;
    }
    while (!put(message, refresh)) {
      if (!goesOn()) {
        return false;
      }
      await(entered);
    }
    return true;
  }

  private boolean put(Message message, boolean refresh) throws InterruptedException {
    Direction direction = message.direction();
    Entry entry = entry(direction);
    if (entry == null) {
      return false;
    }
    List<byte[]> messages =
        refresh
            ? List.of(message.toByteArray())
            : forms
                .get(direction)
                .fit(message.buffer(), message.offset(), message.length(), message.context());
    Map<String, String> tags = new HashMap<>(message.tags());
    tags.put(Judgement.BEHIND, Integer.toString(plan.source().behind(direction)));
    List<byte[]> rest = new ArrayList<>(messages);
    while (!rest.isEmpty()) {
      if (!entry.put(rest.remove(0), tags)) {
        return false;
      }
    }
    tally.said(messages.size());
    return true;
  }
}
