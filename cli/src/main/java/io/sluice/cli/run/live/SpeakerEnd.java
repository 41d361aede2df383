package io.sluice.cli.run.live;

import io.sluice.cli.OperatorException;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.speaker.SessionEnd;
import io.sluice.proxy.speaker.Speaker;
import io.sluice.proxy.speaker.SpeakerListener;
import io.sluice.proxy.speaker.SpeakerSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A speaker at work as an end of a session: it dials the proxy as a router would, so that what it
 * says is published and judged like what any router says.
 */
final class SpeakerEnd implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpeakerEnd.class);

  private final Speaker speaker;
  private final Feeding feeding;
  private final Thread thread;

  private SpeakerEnd(Speaker speaker, Feeding feeding) {
    this.speaker = speaker;
    this.feeding = feeding;
    this.thread = new Thread(feeding, "sluice-speaker-feed");
    this.thread.setDaemon(true);
  }

  /**
   * Starts it.
   *
   * @param leg the proxy's end for it
   * @param listening where that listens
   * @param cluster settings with which a client finds topics to be read
   */
  static SpeakerEnd start(
      SpeakerPlan plan, LegConfig leg, InetSocketAddress listening, Map<String, Object> cluster) {
    Feeding feeding = new Feeding(plan.feeds(), cluster);
    Speaker speaker =
        new Speaker(
            plan.config(leg.peer(), listening),
            new SpeakerListener() {
              @Override
              public void established(SpeakerSession session) {
                feeding.established(session);
              }

              @Override
              public void ended(SpeakerSession session, SessionEnd end) {
                LOG.debug("the speaker's session ended: {}", end);
                feeding.ended(session);
              }
            });
    try {
      speaker.start();
    } catch (IOException e) {
      throw new OperatorException("the speaker cannot start: " + e.getMessage(), e);
    }
    SpeakerEnd end = new SpeakerEnd(speaker, feeding);
    if (!plan.feeds().isEmpty()) {
      end.thread.start();
    }
    return end;
  }

  /** What is to be told by the exit status: 1 a source broke off, 3 something was lost; else 0. */
  int status() {
    return feeding.status();
  }

  @Override
  public void close() {
    feeding.stop();
    thread.interrupt();
    speaker.close();
  }
}
