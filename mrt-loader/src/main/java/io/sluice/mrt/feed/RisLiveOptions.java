package io.sluice.mrt.feed;

import java.net.URI;
import java.time.Duration;

/**
 * What to take from RIS Live, and how.
 *
 * @param url of the service: a WebSocket (ws, wss) or the stream of lines (http, https)
 * @param subscription the JSON object that says which messages are wanted, {@code includeRaw} among
 *     its {@code socketOptions}
 * @param timeout longest time to connect
 * @param readTimeout longest silence of a connection
 * @param retry whether another connection is made when one breaks or cannot be made
 * @param retryMax how many times in a row that is tried; 0 for as long as it takes
 */
public record RisLiveOptions(
    URI url,
    String subscription,
    Duration timeout,
    Duration readTimeout,
    boolean retry,
    int retryMax) {}
