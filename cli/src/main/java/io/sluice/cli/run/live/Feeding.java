package io.sluice.cli.run.live;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.Message;
import io.sluice.cli.run.file.Numbers;
import io.sluice.cli.run.file.Opener;
import io.sluice.cli.run.file.Source;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.ReadOptions;
import io.sluice.proxy.speaker.SessionForm;
import io.sluice.proxy.speaker.SpeakerSession;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a speaker what its sources hold, as fast as its session takes it; when the session goes
 * down, it goes on with the next one, which the speaker itself begins with all that was said
 * before.
 */
final class Feeding implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Feeding.class);
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final List<Source> sources;
  private final Opener opener;
  private final Numbers numbers = new Numbers();
  private final FeedTally tally = new FeedTally();
  private SpeakerSession session;
  private SpeakerSession formed;
  private SessionForm form;
  private volatile boolean stopped;
  private volatile boolean broken;
  private volatile boolean lost;

  /**
   * @param cluster settings with which a client finds topics
   */
  Feeding(List<Source> sources, Map<String, Object> cluster) {
    this.sources = sources;
    this.opener = new Opener(() -> cluster, ReadOptions.DEFAULT.withAllAsOnePeer());
  }

  /** A session is up. */
  synchronized void established(SpeakerSession up) {
    session = up;
    notifyAll();
  }

  /** A session is down. */
  synchronized void ended(SpeakerSession down) {
    if (session == down) {
      session = null;
    }
  }

  /** Nothing more is said. */
  void stop() {
    stopped = true;
  }

  /** 1: a source broke off; 3: something of them was lost; else 0. */
  int status() {
    return broken ? 1 : lost ? 3 : 0;
  }

  @Override
  public void run() {
    try {
      awaitSession();
      long began = System.nanoTime();
      for (Source source : sources) {
        if (!stopped && !broken) {
          read(source);
        }
      }
      if (stopped) {
        return;
      }
      count();
      lost |= tally.unreadable() > 0;
      LOG.info("{} in {} s", tally, String.format("%.1f", (System.nanoTime() - began) / 1e9));
      if (broken) {
        LOG.warn("no End-of-RIB is sent: a part is missing");
        return;
      }
      endOfRib();
    } catch (InterruptedException e) {
      // Asked to stop.
    } catch (RuntimeException e) {
      broken = true;
      LOG.error("feeding the speaker failed", e);
    }
  }

  private synchronized SpeakerSession awaitSession() throws InterruptedException {
    while (session == null) {
      wait();
    }
    return session;
  }

  private void read(Source source) throws InterruptedException {
    String path = source.options().path();
    LOG.info("{} {} begins", source.name(), path);
    long told = System.nanoTime();
    try (ArchiveReader open = opener.open(source)) {
      for (ArchiveReader.Kind kind = open.next(); kind != null && !stopped; kind = open.next()) {
        if (kind == ArchiveReader.Kind.MESSAGE) {
          take(source, open);
        } else if (kind == ArchiveReader.Kind.DAMAGE) {
          LOG.warn("{}: {}", source.name(), open.damage());
          lost |= !source.options().pardon();
        }
        if (System.nanoTime() - told > PROGRESS_NANOS) {
          told = System.nanoTime();
          LOG.info("{} {}: {} so far", source.name(), path, tally);
        }
      }
    } catch (IOException e) {
      if (!stopped) {
        broken = true;
        LOG.error("{} cannot be read to its end: {}", path, e.getMessage());
      }
    }
  }

  private void take(Source source, ArchiveReader open) throws InterruptedException {
    Message message = open.message();
    if (!message.isUpdate()) {
      tally.other();
    } else if (message.update().endOfRib() >= 0) {
      tally.end();
    } else if (source.take(open, numbers)) {
      say(message);
    } else {
      tally.unwanted();
    }
  }

  /** Says it in the session that there is, and in the next one when that has just ended. */
  private void say(Message message) throws InterruptedException {
    boolean said;
    do {
      SpeakerSession now = awaitSession();
      if (now != formed) {
        count();
        formed = now;
        form = SessionForm.toRight(now.negotiated());
      }
      List<byte[]> messages =
          form.fit(message.buffer(), message.offset(), message.length(), message.context());
      said = true;
      for (byte[] one : messages) {
        said &= now.announce(one);
      }
      if (said) {
        tally.said(messages.size());
      } else {
        ended(now);
      }
    } while (!said && !stopped);
  }

  /** What a session could not be told, once it is known. */
  private void count() {
    if (form != null) {
      tally.add(form);
      form = null;
    }
  }

  private void endOfRib() throws InterruptedException {
    SpeakerSession now = awaitSession();
    for (AddressFamily family : now.negotiated().families()) {
      now.endOfRib(family);
    }
    LOG.info("End-of-RIB is sent; the session stays up");
  }
}
