package io.sluice.schemas.cluster;

import java.util.Map;
import org.slf4j.Logger;

/**
 * Logs what goes wrong again and again once: until it is something else, or has passed. Thread
 * safe.
 */
public final class FaultLog {
  private final Logger log;
  private final String doing;
  private final Map<String, ?> client;
  private String told;

  /**
   * @param doing what fails, as "reading verdicts"
   * @param client settings of the client that does it
   */
  public FaultLog(Logger log, String doing, Map<String, ?> client) {
    this.log = log;
    this.doing = doing;
    this.client = client;
  }

  /** It failed. */
  public synchronized void failed(Throwable e) {
    String text = ClientFault.of(e, client).text();
    if (!text.equals(told)) {
      told = text;
      log.error("{}: {}; tried again until it works", doing, text);
    }
  }

  /** It works. */
  public synchronized void works() {
    if (told != null) {
      told = null;
      log.info("{}: works again", doing);
    }
  }
}
