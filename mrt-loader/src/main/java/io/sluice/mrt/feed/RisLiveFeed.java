package io.sluice.mrt.feed;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RIS Live of the RIPE NCC, messages of JSON. The service repeats nothing: what happens while there
 * is no connection is not to be had from it.
 */
public final class RisLiveFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(RisLiveFeed.class);

  private final RisLiveOptions options;
  private final HttpClient client;
  private final Attempts attempts;
  private final long quiet;
  private Inbox inbox;
  private RisConnection connection;

  /** Connects when the first frame is asked for. */
  public RisLiveFeed(RisLiveOptions options) {
    this.options = options;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(options.timeout())
            .build();
    this.attempts = new Attempts(LOG, name(options.url()), options.retry(), options.retryMax());
    this.quiet = options.readTimeout().toNanos();
  }

  private static String name(URI url) {
    return url.getScheme() + "://" + url.getAuthority() + url.getPath();
  }

  @Override
  public Frame next() throws IOException {
    try {
      while (true) {
        if (connection == null) {
          connect();
        }
        Frame frame = inbox.poll(quiet / 4);
        if (frame == null) {
          silence();
        } else if (inbox.isEnd(frame)) {
          lost(inbox.ending());
        } else {
          attempts.gave();
          connection.taken();
          return frame;
        }
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  private void connect() throws IOException, InterruptedException {
    while (connection == null) {
      inbox = new Inbox();
      try {
        connection =
            options.url().getScheme().startsWith("ws")
                ? RisSocket.open(options, inbox)
                : RisStream.open(client, options, inbox);
        attempts.connected();
      } catch (IOException e) {
        attempts.failed(e.getMessage(), e);
      }
    }
  }

  private void silence() throws IOException, InterruptedException {
    if (inbox.silentNanos() > quiet) {
      lost("nothing came for " + Attempts.words(options.readTimeout()));
    } else {
      connection.probe();
    }
  }

  private void lost(String reason) throws IOException, InterruptedException {
    close();
    attempts.failed(reason, null);
  }

  @Override
  public void renew(String reason) throws IOException {
    try {
      lost(reason);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
